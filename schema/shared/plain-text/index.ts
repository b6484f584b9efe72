export { plainText, type TextFault, type TextFaultCode } from './plain-text.js';
