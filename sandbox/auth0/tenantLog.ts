import type { Clock } from '../shared/clock';
import type { LogEntry } from './model';

export type NewLogEntry = Partial<LogEntry> & { type: string };

/** The tenant's log, oldest entry first. */
export class TenantLog {
	private list: LogEntry[] = [];
	private count = 0;

	constructor(private readonly clock: Clock) {}

	get entries(): readonly LogEntry[] {
		return this.list;
	}

	clear(): void {
		this.list = [];
		this.count = 0;
	}

	/**
	 * Writes a log entry. Ids are long digit strings that grow in the order of
	 * arrival, whatever the entry's own date: entries can arrive late.
	 */
	add(given: NewLogEntry): LogEntry {
		this.count += 1;
		const now = this.clock.iso();
		const digits = now.replace(/\D/g, '');
		const id = `900${digits}${String(this.count).padStart(36, '0')}`;
		const entry: LogEntry = {
			_id: id,
			log_id: id,
			description: null,
			connection: null,
			connection_id: null,
			organization_id: null,
			organization_name: null,
			client_id: null,
			client_name: '',
			ip: '127.0.0.1',
			hostname: null,
			details: null,
			user_id: null,
			user_name: null,
			user_agent: 'Other 0.0.0 / Other 0.0.0',
			audience: null,
			strategy: null,
			strategy_type: null,
			isMobile: false,
			location_info: null,
			...given,
			date: given.date ?? now,
		};
		this.list.push(entry);
		return entry;
	}
}
