/**
 * What exists at run time: instances and what they own, in flat arrays with public fields, because the machine reads them
 * at every step. References are held as they are: {@code null}, a {@code FunctionInstance}, the user's own object.
 *
 * <p>Stores are the unit of threading: their objects have no locks. What modules and engines share ({@code FunctionCode},
 * {@code ModuleCode}, {@code EngineState}) is thread-safe.
 */
package dev.vespula.internal.runtime;
