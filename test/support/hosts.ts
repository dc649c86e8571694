/** What may be typed where a credential asks for its host, and what becomes of it. */
export interface HostEntry {
	/** `HOME` stands for a host of the service, `LOCAL` for a loopback address with a port. */
	typed: string;
	/** The same host in its plain form, or undefined where nothing may be sent. */
	becomes: 'https://HOME' | 'http://LOCAL' | undefined;
	why: string;
	/** A word that is a subdomain where a service has one domain for all. */
	word?: boolean;
}

const as = (becomes: HostEntry['becomes'], why: string, ...typed: string[]): HostEntry[] =>
	typed.map((one) => ({ typed: one, becomes, why }));
const refused = (why: string, ...typed: string[]) => as(undefined, why, ...typed);

/** The decision for each entry, for the code of the nodes and the expressions of the credentials. */
export const HOST_ENTRIES: readonly HostEntry[] = [
	...as(
		'https://HOME',
		'the host itself',
		'HOME',
		'https://HOME',
		'HTTPS://HOME',
		'https://HOME///',
	),
	...as(
		'https://HOME',
		'blanks around it are not part of it',
		' HOME ',
		'\tHOME\n',
		'\u00a0HOME\ufeff',
	),
	...as('http://LOCAL', 'a sandbox on the same machine', 'LOCAL', 'http://LOCAL', 'http://LOCAL/'),

	...refused(
		'a fragment: the host is before it',
		'evil.example#HOME',
		'evil.example/#HOME',
		'EVIL#HOME',
		'EVIL#.HOME',
		'HOME#',
	),
	...refused(
		'a user name: the host is behind it',
		'HOME@evil.example',
		'HOME@EVIL',
		'https://HOME@EVIL',
		'HOME:443@EVIL',
		'LOCAL@EVIL',
		'user:password@HOME',
		'user@HOME',
		'@HOME',
		'HOME%40EVIL',
	),
	...refused(
		'a path or a query',
		'HOME/..',
		'HOME/../..',
		'HOME/x',
		'HOME?x=1',
		'HOME/?x',
		'EVIL/HOME',
		'EVIL?HOME',
		'EVIL/.HOME',
		'HOME/%2e%2e',
		'HOME;x',
	),
	...refused('a port', 'HOME:443', 'HOME:8443', 'HOME:', 'https://HOME:443'),
	...refused(
		'another scheme',
		'http://HOME',
		'ftp://HOME',
		'javascript:HOME',
		'//HOME',
		'https:HOME',
		'https:/HOME',
		'https://https://HOME',
		'https://http://HOME',
		'http://EVIL.HOME@EVIL',
		'file:///HOME',
	),
	...refused(
		'a backslash, which is a slash to some',
		'HOME\\',
		'HOME\\@EVIL',
		'EVIL\\@HOME',
		'https:\\\\HOME',
		'EVIL\\.HOME',
	),
	...refused(
		'blanks within',
		'HO ME',
		'EVIL HOME',
		'HOME EVIL',
		'EVIL\tHOME',
		'HOME\nEVIL',
		'HOME\r\nHost: EVIL',
		'HOME\u0000',
		'HOME\u0000EVIL',
		'HOME%20',
		'HOME%00EVIL',
		'HOME%0d%0aX: y',
	),
	...refused('a dot too many', 'HOME.', 'HOME..', '.HOME', '..HOME', 'a..HOME'),
	...refused(
		'letters that look like others',
		'аuth.example.com',
		'tеnant.HOME',
		'HOMÉ',
		'tenant．HOME',
		'tenant。HOME',
		'tenant｡HOME',
		'ｔenant.HOME',
		'HOME\u200b',
		'\u200bHOME',
		'HOME\u00ad',
		'ten\u2024HOME',
		'\u212a.HOME',
	),
	...refused(
		'an address in numbers',
		'127.0.0.1',
		'0x7f.1',
		'0x7f.0.0.1',
		'2130706433:80',
		'0177.0.0.1:80',
		'127.1:80',
		'0.0.0.0:80',
		'10.0.0.1',
		'10.0.0.1:443',
		'169.254.169.254',
		'169.254.169.254:80',
		'1.2.3.4',
		'127.0.0.2:80',
		'１２７.0.0.1:80',
	),
	...refused(
		'IPv6',
		'::1',
		'[::1]',
		'[::]:80',
		'[::ffff:127.0.0.1]',
		'[::ffff:127.0.0.1]:80',
		'::ffff:127.0.0.1',
		'[0:0:0:0:0:0:0:1]:80',
		'[fe80::1%25eth0]:80',
		'[::1]:80@EVIL',
		'[::1].HOME',
	),
	...refused(
		'no loopback address',
		'localhost.evil.example',
		'localhost.evil.example:80',
		'LOCAL.evil.example',
		'LOCAL.',
		'localhost.:80',
		'localhost:0',
		'localhost:080',
		'localhost:x',
		'localhost:80:80',
		'localhost:123456',
		'LOCAL#x',
		'LOCAL/..',
		'LOCAL?x',
		'LOCAL\\x',
		'u:p@LOCAL',
		'https://LOCAL',
		'ftp://LOCAL',
		'LOCAL\n.evil.example',
	),
	...refused(
		'an expression, or what is left of one',
		'{{ $json.host }}',
		'={{ "EVIL#HOME" }}',
		'{{"HOME"}}',
		'$self["domain"]',
		'${HOME}',
		'HOME" + "',
		'HOME").concat("',
		"HOME'",
		'HOME`',
	),
	...refused(
		'no host name',
		'',
		' ',
		'.',
		'-HOME',
		'a_b.HOME',
		'*.HOME',
		'HOME,EVIL',
		'[HOME]',
		'(HOME)',
		'<HOME>',
		'__proto__',
		`${'a'.repeat(64)}.HOME`,
		`${'a.'.repeat(127)}HOME`,
	),
	...refused('a word', '2130706433', 'localhost', 'null', 'undefined', 'true').map((one) => ({
		...one,
		word: true,
	})),
];

/** An entry with the hosts filled in. */
export function filledIn(
	text: string,
	hosts: { home: string; local: string; evil: string },
): string {
	return text
		.replaceAll('HOME', hosts.home)
		.replaceAll('LOCAL', hosts.local)
		.replaceAll('EVIL', hosts.evil);
}
