import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../../../shared/http/client';
import type { Outcome } from '../codes';

/** A device as the node gives it out: `device_id` and `user_id` are text, secrets are left out. */
export type DeviceRow = IDataObject & { user_id: string; device_id: string };

/** What to enroll. Members that the version does not know are left out by it. */
export interface NewDevice {
	factorId: string;
	displayName: string;
	/** E.164; version 1 only. Version 2 takes the phone of the user's profile. */
	number?: string;
	verified: boolean;
	/** Seconds. */
	expiresIn?: number;
	redirectTo?: string;
	customMessage?: string;
}

/** How to ask a person to answer. Members that the version does not know are left out by it. */
export interface Trigger {
	/** Seconds. */
	expiresIn?: number;
	/** Text of an SMS. */
	message?: string;
	numericSms?: boolean;
	redirectTo?: string;
	displayName?: string;
}

/** A challenge that was sent: its row for the output, and how its answer is asked for. */
export interface Challenge {
	row: DeviceRow;
	/** Asks once whether the person has answered. */
	poll(): Promise<Outcome>;
}

export interface CodeCheck {
	code: string;
	/** Version 1 only. */
	stateToken?: string;
}

/** One version of the interface, as far as a user's factors and devices go. */
export interface DeviceDialect {
	/** Factors that the user can still enroll. */
	factors(api: ApiClient, userId: string): Promise<IDataObject[]>;
	devices(api: ApiClient, userId: string): Promise<DeviceRow[]>;
	enroll(api: ApiClient, userId: string, device: NewDevice): Promise<IDataObject>;
	/** Sends the SMS, email, call or push. */
	trigger(api: ApiClient, userId: string, deviceId: string, trigger: Trigger): Promise<Challenge>;
	/** Submits a code, once. */
	verify(api: ApiClient, userId: string, deviceId: string, check: CodeCheck): Promise<Outcome>;
	/** @returns true when the device was gone already */
	remove(api: ApiClient, userId: string, deviceId: string): Promise<boolean>;
}
