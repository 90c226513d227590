/**
 * Suspended calls and instances as data. {@link dev.vespula.internal.snapshot.StateCapture} walks from a call or instances
 * over all that they reach in their store and makes a {@link dev.vespula.internal.snapshot.StoreImage}: plain lists whose
 * elements refer to one another by number. {@link dev.vespula.internal.snapshot.ImageWriter} and
 * {@link dev.vespula.internal.snapshot.ImageReader} are its form as bytes, and
 * {@link dev.vespula.internal.snapshot.StateRestorer} builds the same state in another store.
 *
 * <p>A number of a reference counts the objects from one; zero is null. The other numbers count from zero.
 */
package dev.vespula.internal.snapshot;
