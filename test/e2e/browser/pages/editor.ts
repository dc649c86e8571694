import type { Locator, Page } from 'playwright-core';
import type { Line } from '../lines';
import { NodePanel } from './nodePanel';

const TRIES = 4;
const LOOK_MS = 5_000;

/** n8n's editor with one workflow open. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly url: string,
		readonly line: Line,
	) {}

	async openNew(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	async open(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Opens the list of nodes that stands behind the plus of an empty workflow. */
	async openNodeList(): Promise<void> {
		await this.page.getByTestId('canvas-add-button').click();
	}

	/** Types into the search of the list of nodes. */
	async search(text: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
	}

	/** The entry of that name in the list of nodes or of their actions. */
	listed(name: string): Locator {
		const label = this.page.getByTestId('node-creator-item-name').getByText(name, { exact: true });
		return this.page.getByTestId('item-iterator-item').filter({ has: label }).first();
	}

	/** Takes a node from the list with one of its actions, which opens its panel. */
	async add(node: string, action: string): Promise<NodePanel> {
		await this.listed(node).click();
		await this.listed(action).click();
		return await this.panel();
	}

	/** The node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<NodePanel> {
		await this.node(name).dblclick();
		return await this.panel();
	}

	/** Runs the workflow until this node has ended well. */
	async execute(last: string): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
		await this.node(last).getByTestId('canvas-node-status-success').waitFor();
	}

	/** Opens the list of tools behind the plus of an AI agent. */
	async openToolList(agent: string): Promise<void> {
		const plus = this.node(agent).locator(
			'[data-handleid^="inputs/ai_tool"] [data-test-id="canvas-handle-plus"]',
		);
		const tools = this.page.getByTestId('nodes-list-header').getByText('Tools', { exact: true });
		// A click before the editor knows the agent's connections opens the list of all AI nodes.
		for (let attempt = 0; attempt < TRIES; attempt++) {
			await plus.click();
			const opened = await tools.waitFor({ timeout: LOOK_MS }).then(
				() => true,
				() => false,
			);
			if (opened) return;
			await this.page.keyboard.press('Escape');
		}
		throw new Error('The list of tools did not open');
	}

	async panel(): Promise<NodePanel> {
		const panel = new NodePanel(this.page, this.line);
		await panel.isOpen();
		return panel;
	}
}
