import type { Strings } from "./strings";

export const es: Strings = {
  // Everywhere
  copy: "Copiar",
  copied: "Copiado",
  copyByHand: "El navegador no permite copiar: pulse Ctrl+C.",
  show: "Mostrar",
  hide: "Ocultar",
  close: "Cerrar",
  cancel: "Cancelar",
  save: "Guardar",
  download: "Descargar",
  language: "Idioma de esta página",
  help: "Ayuda",
  live: "en directo",
  connecting: "conectando…",
  reconnecting: "reconectando…",
  finishing: "terminando…",
  finished: "terminado",
  failed: "fallido",

  // Home and studio

  // Watch, element and overlay
};
