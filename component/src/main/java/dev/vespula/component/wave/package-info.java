/**
 * Values of the component model as text: WAVE, the WebAssembly value encoding, as command lines have it. Thread-safe.
 */
package dev.vespula.component.wave;
