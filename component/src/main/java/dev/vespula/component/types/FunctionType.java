package dev.vespula.component.types;

import java.util.List;
import java.util.Optional;

/**
 * The type of a function.
 *
 * @param async whether calls of it may wait
 */
public record FunctionType(boolean async, List<NamedType> params, Optional<ValueType> result) implements ExternType {}
