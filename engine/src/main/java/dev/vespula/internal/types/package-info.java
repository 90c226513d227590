/**
 * Types as the engine sees them: value types are ints, type definitions are canonical ids of one registry per engine.
 */
package dev.vespula.internal.types;
