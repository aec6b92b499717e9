export function Export(_: { unsent: number }) { return null; }
