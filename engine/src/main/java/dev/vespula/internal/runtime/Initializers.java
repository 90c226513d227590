package dev.vespula.internal.runtime;

import dev.vespula.internal.binary.ElementSegment;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.ModuleModel;

/**
 * The constant expressions of a module, read once at its first instantiation so that the next ones are fast. Expressions
 * of elements are kept only as offsets: there may be very many.
 */
public final class Initializers {
    /** One for each global that the module defines. */
    public final ConstExpression[] globals;
    /** One for each table that the module defines; {@code null} where elements start as null. */
    public final ConstExpression[] tables;
    /** The offset of each active element segment, {@code null} for others. */
    public final ConstExpression[] elementOffsets;
    /** The offset of each active data segment, {@code null} for others. */
    public final ConstExpression[] dataOffsets;
    /** Function indices of each element segment that lists functions, {@code null} for others. */
    public final int[][] elementFunctions;
    /** Offsets of the expressions of each element segment that lists expressions, {@code null} for others. */
    public final int[][] elementExpressions;

    Initializers(ModuleCode module) {
        ModuleModel model = module.model;
        int importedGlobals = model.importedCount(ExternKind.GLOBAL);
        globals = new ConstExpression[model.globalCount() - importedGlobals];
        for (int i = 0; i < globals.length; i++) {
            globals[i] = read(model, model.globalInit(importedGlobals + i));
        }
        int importedTables = model.importedCount(ExternKind.TABLE);
        tables = new ConstExpression[model.tableCount() - importedTables];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = read(model, model.table(importedTables + i).init());
        }
        elementOffsets = new ConstExpression[model.elementCount()];
        elementFunctions = new int[model.elementCount()][];
        elementExpressions = new int[model.elementCount()][];
        for (int i = 0; i < elementOffsets.length; i++) {
            ElementSegment segment = model.element(i);
            elementOffsets[i] = read(model, segment.offsetExpression());
            if (segment.expressions()) {
                elementExpressions[i] = model.elementExpressions(i);
            } else {
                elementFunctions[i] = model.elementFunctions(i);
            }
        }
        dataOffsets = new ConstExpression[model.dataCount()];
        for (int i = 0; i < dataOffsets.length; i++) {
            dataOffsets[i] = read(model, model.data(i).offsetExpression());
        }
    }

    private static ConstExpression read(ModuleModel model, int offset) {
        return offset < 0 ? null : new ConstExpression(model.constExpression(offset));
    }
}
