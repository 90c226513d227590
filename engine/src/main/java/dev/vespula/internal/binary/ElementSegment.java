package dev.vespula.internal.binary;

/**
 * An element segment. The elements stay in the module's bytes: {@link ModuleModel#elementFunctions(int)} or
 * {@link ModuleModel#elementExpressions(int)} reads them.
 *
 * @param mode active, passive or declarative
 * @param table the table of an active segment
 * @param offsetExpression where the constant expression for the index starts, or -1
 * @param type element type, an int of ValTypes
 * @param expressions whether elements are constant expressions rather than function indices
 * @param count number of elements
 * @param start offset of the first element
 */
public record ElementSegment(
        SegmentMode mode, int table, int offsetExpression, int type, boolean expressions, int count, int start) {}
