/** What {@code native-image} must be told of generated types, since the library reaches them by reflection. */
package dev.vespula.bindings.internal.image;
