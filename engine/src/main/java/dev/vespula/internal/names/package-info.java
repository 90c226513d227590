/** Names and texts that a stranger chose, made fit to be shown. Uses nothing of Vespula. */
package dev.vespula.internal.names;
