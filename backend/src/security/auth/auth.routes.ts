/** The paths that other parts of the pipeline must know by name. */
export const LOGIN_PATH = '/api/v1/auth/login';
export const ADMIN_LOGIN_PATH = '/api/v1/auth/admin/login';
export const REFRESH_PATH = '/api/v1/auth/refresh';
export const LOGOUT_PATH = '/api/v1/auth/logout';
export const CSRF_TOKEN_PATH = '/api/v1/auth/csrf-token';
