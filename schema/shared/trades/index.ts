export {
  checkTradeCode,
  isInTrades,
  type Trade,
  tradeOf,
  tradePrefix,
  trades,
} from './trade-code.js';
