// As Tauri does before any script of a window (`freezePrototype`): what would write over a prototype fails here too.
Object.freeze(Object.prototype);
