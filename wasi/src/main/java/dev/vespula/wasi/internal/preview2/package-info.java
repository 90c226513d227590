/** WASI 0.2 as a whole: which class serves which interface. */
package dev.vespula.wasi.internal.preview2;
