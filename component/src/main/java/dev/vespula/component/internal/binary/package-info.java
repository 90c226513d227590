/** The binary format of components: decoder and encoder. Component model, Binary.md. */
package dev.vespula.component.internal.binary;
