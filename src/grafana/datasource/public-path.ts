/* eslint-disable prefer-const, no-useless-assignment, @typescript-eslint/no-unused-vars -- webpack reads what is assigned here */
declare let __webpack_public_path__: string;

/** Where this plugin's own files lie below the app's, beside which the chunks are. */
const BELOW_APP = /grafana\/datasource\/$/;

// Chunks are addressed from the folder of the app, but webpack's entry says the folder of this module.
__webpack_public_path__ = __webpack_public_path__.replace(BELOW_APP, '');
