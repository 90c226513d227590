/** Components: decoded, validated, linked, instantiated and called. */
@NullMarked
package dev.vespula.component;

import org.jspecify.annotations.NullMarked;
