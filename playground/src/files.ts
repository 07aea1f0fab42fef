/** The files of a program: those that it is given, and those that it wrote, to be kept. */
import { element } from './elements.js';
import { showPicture } from './pictures.js';

export type Files = Record<string, Uint8Array<ArrayBuffer>>;

const given: Files = {};
let links: string[] = [];

function sizeText(bytes: number): string {
  return bytes < 10_000 ? `${bytes} bytes` : bytes < 1e7 ? `${(bytes / 1e3).toFixed(0)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function listGiven(): void {
  element('given').replaceChildren(
    ...Object.entries(given).map(([name, bytes]) => {
      const item = document.createElement('li');
      const remove = document.createElement('button');
      remove.type = 'button';
      remove.textContent = 'Remove';
      remove.addEventListener('click', () => {
        delete given[name];
        listGiven();
      });
      item.append(`${name} (${sizeText(bytes.length)}) `, remove);
      return item;
    }),
  );
}

export function acceptUploads(): void {
  const field = element<HTMLInputElement>('upload');
  field.addEventListener('change', async () => {
    for (const file of field.files ?? []) given[file.name] = new Uint8Array(await file.arrayBuffer());
    field.value = '';
    listGiven();
  });
}

export function filesForProgram(): Readonly<Files> {
  return { ...given };
}

export function clearWritten(): void {
  element('written').replaceChildren();
  element('pictures').replaceChildren();
  element('written-title').hidden = true;
  for (const link of links) URL.revokeObjectURL(link);
  links = [];
}

/** What is new or has changed; pictures are shown beside the console. */
export function showWritten(before: Readonly<Files>, now: Readonly<Record<string, Uint8Array>>): void {
  for (const [path, bytes] of Object.entries(now)) {
    const old = before[path];
    if (old !== undefined && old.length === bytes.length && old.every((byte, i) => byte === bytes[i])) continue;
    const own = bytes as Uint8Array<ArrayBuffer>;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([own]));
    link.download = path.slice(path.lastIndexOf('/') + 1);
    link.textContent = path;
    links.push(link.href);
    const item = document.createElement('li');
    item.append(link, ` (${sizeText(own.length)})`);
    element('written').append(item);
    element('written-title').hidden = false;
    const picture = showPicture(path, own);
    if (picture !== undefined) element('pictures').append(picture);
  }
}
