/** What a network error code of Node means and what to do about it; the bare message where the code is not known. */
export function whyUnreachable(code: string, message: string): string {
  const known = UNREACHABLE.find(([pattern]) => pattern.test(code));
  return known ? `${known[1]} (${code}). ${known[2]}` : `${message || 'the request failed'}${code && ` (${code})`}.`;
}

const UNREACHABLE: readonly (readonly [code: RegExp, what: string, advice: string])[] = [
  [/^ECONNREFUSED$/, 'the connection was refused', 'Is it running there, and is this its port?'],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    'the host name could not be looked up',
    'Check its spelling and the DNS of this machine.',
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/,
    'the host could not be reached',
    'Check the network, the VPN and firewalls.',
  ],
  [
    /^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE)$/,
    'the connection was closed before the answer was complete',
    'The server may be stopping; one that wants https:// does this too.',
  ],
  [/^(EPROTO|ERR_SSL_)/, 'the TLS handshake failed', 'Does the server speak TLS? If not, use http://.'],
  [/^HPE_/, 'what came back is not HTTP', 'Is this the right port, and should it be https://?'],
  [
    /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    "the server's certificate is not valid today",
    'Renew it, and check the clock of this machine.',
  ],
  [/ALTNAME_INVALID$/, "the server's certificate is for another host name", 'Use the name that the certificate holds.'],
  [
    /CERT|SIGNATURE/,
    "the server's certificate is signed by nobody this machine trusts",
    'Give the certificate authority that signed it with --ca-file.',
  ],
];
