/**
 * Components as they are written: definitions with indices, in their order, before anything is resolved. The decoder and the
 * text parser make them, the encoder and the printer write them, the validator resolves them.
 */
package dev.vespula.component.internal.model;
