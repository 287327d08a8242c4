import type { Strings } from "./strings";

export const ar: Strings = {
  // Everywhere
  copy: "نسخ",
  copied: "تم النسخ",
  copyByHand: "لا يسمح المتصفح بالنسخ: اضغط Ctrl+C.",
  show: "إظهار",
  hide: "إخفاء",
  close: "إغلاق",
  cancel: "إلغاء",
  save: "حفظ",
  download: "تنزيل",
  language: "لغة هذه الصفحة",
  help: "مساعدة",
  live: "مباشر",
  connecting: "جارٍ الاتصال…",
  reconnecting: "جارٍ إعادة الاتصال…",
  finishing: "جارٍ الإنهاء…",
  finished: "انتهى",
  failed: "فشل",

  // Home and studio

  // Watch, element and overlay
};
