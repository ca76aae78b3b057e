// Ids of commands. Plain http on a LAN is no secure context: randomUUID is missing there, random values are not.
export function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
