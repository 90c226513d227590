/** Components: decoded, validated, linked, instantiated and called. */
package dev.vespula.component;
