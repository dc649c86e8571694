import { Desk } from './browser';
import { Host, type SavedNode } from './host';
import { type Line, versionOf } from './lines';
import type { Editor } from './pages/editor';
import { PROVIDERS } from './providers';

/** Runs in the browser. Zero where the picture could not be loaded. */
const widthOf = async (image: unknown) => {
	const picture = image as { naturalWidth: number; decode: () => Promise<void> };
	await picture.decode().catch(() => undefined);
	return picture.naturalWidth;
};

/**
 * What a person does with each node in the editor of one line of n8n, in a browser: with the packed
 * package, against the sandboxes. The texts are those that the person reads.
 */
export function describeEditor(line: Line): void {
	let host: Host;
	let desk: Desk;
	const started: Array<() => Promise<void>> = [];

	jest.setTimeout(120_000);
	// The editor draws anew at its own times, and a busy machine changes them. What the product does
	// wrong fails twice; the first failure is printed either way.
	jest.retryTimes(1, { logErrorsBeforeRetry: true });

	beforeAll(async () => {
		host = await Host.start(line);
		started.push(async () => {
			await host.stop();
		});
		desk = await Desk.open(host);
		started.push(async () => {
			await desk.close();
		});
	}, 300_000);

	afterAll(async () => {
		for (const stop of started.reverse()) await stop();
	}, 60_000);

	describe(`in n8n ${versionOf(line)}`, () => {
		describe.each(PROVIDERS)('$node', (provider) => {
			let credentials: SavedNode['credentials'];

			/** One test in a window of its own. */
			function person(does: string, what: (editor: Editor) => Promise<void>): void {
				it(does, async () => {
					await desk.work(`${provider.node} ${does}`, what);
				});
			}

			it.each(['light', 'dark'] as const)(
				'is found by what one types, with its icon for %s',
				async (theme) => {
					await desk.work(
						`${provider.node} found ${theme}`,
						async (editor) => {
							await editor.openNew();
							await editor.openNodeList();
							for (const text of ['mfa', 'offboarding', provider.search]) {
								await editor.search(text);
								await editor.listed(provider.node).waitFor();
							}
							const icon = editor.listed(provider.node).locator('img').first();
							const suffix = theme === 'dark' ? '.dark.svg' : '.svg';
							expect(await icon.getAttribute('src')).toMatch(
								new RegExp(`/n8n-nodes-mfa/.*/${provider.icon}${suffix.replaceAll('.', '\\.')}$`),
							);
							expect(await icon.evaluate(widthOf)).toBeGreaterThan(0);
						},
						theme,
					);
				},
			);

			person(
				'takes a credential, refuses a wrong secret, and lists what a user has',
				async (editor) => {
					const { credential, list, ana } = provider;
					await editor.openNew();
					await editor.openNodeList();
					await editor.search('mfa');
					const panel = await editor.add(provider.node, list.action);
					const form = await panel.newCredential();
					if (credential.authenticateBy) await form.authenticateBy(credential.authenticateBy);
					expect(await form.fields()).not.toContain(credential.withoutField);
					const data = credential.data(host.sandboxes);
					const wrong = { ...data, [credential.secret]: 'not-the-secret' };
					for (const [field, value] of Object.entries(wrong)) await form.fill(field, value);
					expect(await form.saveAndFail()).toMatch(credential.refusal);
					await form.fill(credential.secret, data[credential.secret] ?? '');
					await form.saveAndSucceed();

					const users = panel.picker('userId');
					await users.open();
					await users.search(ana.email);
					await users.pick(ana.label);
					expect(await users.shown()).toMatch(ana.label);

					const output = await panel.execute();
					expect((await output.columns()).slice(0, list.columns.length)).toEqual(list.columns);
					const [row] = await output.rows();
					for (const [index, column] of list.columns.entries()) {
						expect(row?.[column]).toMatch(list.row[index] ?? /^$/);
					}
				},
			);

			describe('with a credential', () => {
				beforeAll(async () => {
					const { type, data } = provider.credential;
					const name = `${provider.node} of the tests`;
					credentials = { [type]: await host.addCredential(name, type, data(host.sandboxes)) };
				});

				/** Opens the node in a workflow that feeds it these items. */
				async function openNode(
					editor: Editor,
					parameters: SavedNode['parameters'],
					more: Partial<SavedNode> = {},
					items: unknown[] = [{}],
				) {
					const id = await host.addWorkflow({
						name: `${provider.node} in a test`,
						nodes: [
							{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
							{
								name: 'Items',
								type: 'n8n-nodes-base.code',
								typeVersion: 2,
								parameters: {
									jsCode: `return ${JSON.stringify(items)}.map((json) => ({ json }))`,
								},
							},
							{ name: 'Step', type: provider.type, parameters, credentials, ...more },
						],
						connections: {
							Start: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
							Items: { main: [[{ node: 'Step', type: 'main', index: 0 }]] },
						},
					});
					await editor.open(id);
					return await editor.openNode('Step');
				}

				person('leads from the second page of users to one of their things', async (editor) => {
					const { one, ana, nothing, secondPage } = provider;
					const panel = await openNode(editor, {});
					await panel.choose('resource', one.resource);
					await panel.choose('operation', one.operation);
					const things = panel.picker(one.parameter);
					await things.open();
					await things.message('Choose the user first').waitFor();

					const users = panel.picker('userId');
					await users.open();
					await users.entries.first().waitFor();
					expect(await users.entry(secondPage).count()).toBe(0);
					await users.scrollTo(secondPage);
					await users.search(nothing.email);
					await users.pick(nothing.email);
					await things.open();
					await things.message(nothing.message).waitFor();

					await users.open();
					await users.search(ana.email);
					await users.pick(ana.label);
					await things.open();
					await things.pick(one.entry);
					const output = await panel.execute();
					const [row] = await output.rows();
					expect(row).toMatchObject(one.row);
				});

				person('tells apart who is there and who is not, by an expression', async (editor) => {
					const { list, ana, unknown } = provider;
					const { resource, operation } = list;
					const panel = await openNode(
						editor,
						{ resource, operation, userId: { __rl: true, mode: 'id', value: ana.id } },
						{ onError: 'continueRegularOutput' },
						[{ who: ana.id }, { who: unknown.value }],
					);
					await panel.writeExpression('userId', '{{ $json.who }}');
					// n8n takes over what was typed a moment later; a person would press again, too.
					let rows = await (await panel.execute()).rows();
					for (let again = 0; again < 5 && rows.at(-1)?.message === undefined; again++) {
						rows = await (await panel.execute()).rows();
					}
					expect(rows.length).toBeGreaterThan(1);
					expect(rows[0]?.[list.columns[0] ?? '']).toMatch(list.row[0] ?? /^$/);
					expect(rows.at(-1)?.message).toBe(unknown.title);
				});

				person('says what is wrong when the user does not exist', async (editor) => {
					const { list, unknown } = provider;
					const { resource, operation } = list;
					const userId = { __rl: true, mode: unknown.mode, value: unknown.value };
					const panel = await openNode(editor, { resource, operation, userId });
					const output = await panel.execute();
					expect(await output.errorTitle.innerText()).toBe(unknown.title);
					expect(await output.errorDescription.innerText()).toMatch(unknown.description);
				});

				person('previews an offboarding, warns, and does it', async (editor) => {
					const { ana, offboard } = provider;
					const userId = { __rl: true, mode: 'id', value: ana.id };
					const panel = await openNode(editor, { resource: 'user', operation: 'offboard', userId });
					await editor.node('Step').getByText('offboard: user (preview)').waitFor();
					const preview = await (await panel.execute()).rows();
					expect(preview[0]?.summary).toMatch(offboard.summary);
					expect(offboard.isOpen(host.sandboxes)).toBe(true);

					await panel.choose('mode', 'Execute');
					await panel.notice(/cannot be undone/).waitFor();
					const output = await panel.execute();
					expect((await output.columns()).slice(0, 4)).toEqual([
						'summary',
						'provider',
						'user',
						'mode',
					]);
					const [row] = await output.rows();
					expect(row).toMatchObject({ mode: 'execute', outcome: 'completed' });
					expect(row?.summary).toMatch(offboard.done);
					expect(offboard.isOpen(host.sandboxes)).toBe(false);
				});

				person('is a tool of an AI agent, whose model may name the user', async (editor) => {
					const id = await host.addWorkflow({
						name: 'Agent',
						nodes: [
							{
								name: 'Chat',
								type: '@n8n/n8n-nodes-langchain.chatTrigger',
								typeVersion: 1.1,
							},
							{ name: 'Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 2.2 },
						],
						connections: { Chat: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] } },
					});
					await editor.open(id);
					await editor.openToolList('Agent');
					await editor.search('mfa');
					await editor.listed(`${provider.node} Tool`).click();
					const panel = await editor.panel();
					await panel.letModelDefine('userId');
					await panel.definedByModel('userId').waitFor();
				});
			});
		});
	});
}
