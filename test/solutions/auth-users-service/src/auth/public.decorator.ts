import { SetMetadata } from '@nestjs/common';

export const publicKey = 'public';

/** Opens a route, or all routes of a controller, to everybody. Without it a route wants an access token. */
export const Public = () => SetMetadata(publicKey, true);
