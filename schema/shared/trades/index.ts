export {
  checkTradeCode,
  isInTrades,
  type Trade,
  tradeOf,
  tradePrefix,
  tradeSectionOf,
  trades,
} from './trade-code.js';
