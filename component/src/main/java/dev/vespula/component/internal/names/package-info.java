/**
 * The grammar of names in components, their versions, and which names may stand beside each other. Explainer, "Import and
 * Export Definitions".
 */
package dev.vespula.component.internal.names;
