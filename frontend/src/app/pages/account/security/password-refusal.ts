/** Why the server refused a new password, as a key below `account.error`. */
export type PasswordRefusal = 'currentWrong' | 'weakPassword';
