/** The API that tokens are for, as a resource indicator (RFC 8707); its tokens have the audience `kamkor`. */
export const RESOURCE = 'urn:kamkor:api';
export const AUDIENCE = 'kamkor';
/** The public client of front ends and of `npm run token`: code flow with PKCE, any port on this machine. */
export const PEOPLES_CLIENT = 'kamkor-front-end';
export const LOOPBACK_REDIRECT = 'http://127.0.0.1/callback';
