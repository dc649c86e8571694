import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Mail {
	to: string;
	subject: string;
	/** The text part or the HTML part, decoded. */
	body: string;
}

/**
 * Takes the mails that n8n sends, on the loopback address: enough of SMTP (RFC 5321) for the mail
 * library in n8n's Send Email node. It delivers nothing.
 */
export class Mailbox {
	readonly mails: Mail[] = [];
	private readonly server: Server;

	constructor(private readonly onMail: (mail: Mail) => void = () => {}) {
		this.server = createServer((socket) => {
			this.converse(socket);
		});
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** @param port 0 for any free port */
	async listen(port = 0): Promise<this> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, '127.0.0.1', resolve);
		});
		return this;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	private converse(socket: Socket): void {
		let received = '';
		let content: string | undefined;
		const say = (line: string) => socket.write(`${line}\r\n`);
		socket.on('error', () => {});
		socket.setEncoding('latin1');
		say('220 demo mailbox');
		socket.on('data', (chunk) => {
			received += String(chunk);
			for (let end = received.indexOf('\r\n'); end >= 0; end = received.indexOf('\r\n')) {
				const line = received.slice(0, end);
				received = received.slice(end + 2);
				if (content === undefined) command(line);
				else if (line === '.') finish(content);
				else content += `${line.replace(/^\./, '')}\r\n`;
			}
		});

		const command = (line: string) => {
			const [verb = ''] = line.toUpperCase().split(' ');
			if (verb === 'DATA') {
				content = '';
				say('354 end with a dot');
			} else if (verb === 'QUIT') {
				say('221 bye');
				socket.end();
			} else {
				say('250 ok');
			}
		};
		const finish = (source: string) => {
			content = undefined;
			const mail = readMail(source);
			this.mails.push(mail);
			this.onMail(mail);
			say('250 taken');
		};
	}
}

/** Reads a mail of one part, as n8n's Send Email node writes it. */
function readMail(source: string): Mail {
	const gap = source.indexOf('\r\n\r\n');
	const headers = source.slice(0, gap).replace(/\r\n[ \t]+/g, ' ');
	const header = (name: string) =>
		new RegExp(`^${name}: *(.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
	return {
		to: header('to'),
		subject: decodeWords(header('subject')),
		body: decode(source.slice(gap + 4), header('content-transfer-encoding').toLowerCase()),
	};
}

function decode(body: string, encoding: string): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
	if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/=\r\n/g, ''));
	return Buffer.from(body, 'latin1').toString('utf8');
}

function quotedPrintable(text: string): string {
	const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Encoded words in a header (RFC 2047). */
function decodeWords(text: string): string {
	return text
		.replace(/\?= +=\?/g, '?==?')
		.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
			kind.toLowerCase() === 'b'
				? Buffer.from(word, 'base64').toString('utf8')
				: quotedPrintable(word.replace(/_/g, ' ')),
		);
}
