/** Resolved packages as JSON and as WIT. */
package dev.vespula.component.internal.wit.print;
