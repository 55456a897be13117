export { DRAWS, membershipByResampling } from './membership.js';
