/** Files: written whole or not at all, and folders that only we can write to. Uses nothing of Vespula. */
package dev.vespula.internal.files;
