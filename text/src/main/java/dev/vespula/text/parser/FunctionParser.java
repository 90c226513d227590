package dev.vespula.text.parser;

import dev.vespula.internal.binary.Opcode;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.TokenKind;

/** Functions: their type use, locals and body. */
final class FunctionParser {
    private final ModuleScope scope;
    private final Cursor cursor;
    private final TypeParser types;
    private final InstructionParser instructions;
    private final KeptNames names;
    private final SectionBuffer code;
    private final BranchHints branchHints = new BranchHints();
    private final Bytes body = new Bytes(1024);
    private final IntList locals = new IntList();

    FunctionParser(ModuleScope scope, InstructionParser instructions, KeptNames names, SectionBuffer code) {
        this.scope = scope;
        this.cursor = scope.cursor;
        this.types = scope.typeParser;
        this.instructions = instructions;
        this.names = names;
        this.code = code;
    }

    BranchHints branchHints() {
        return branchHints;
    }

    /** The type use of an import; names of its parameters are kept. */
    int readImportedType(int index) {
        int type = types.readTypeUse(scope.locals::name);
        names.addLocals(index, scope.locals.named());
        scope.locals.clear(cursor);
        return type;
    }

    /** Type use, locals and body of a definition; answers the type's index. */
    int readFunction(int index) {
        int type = types.readTypeUse(scope.locals::name);
        Signature signature = scope.typeTable.signature(type);
        scope.locals.add(signature == null ? 0 : signature.params().length);
        body.truncate(0);
        BinaryPlaces places = scope.places;
        if (places != null) {
            places.beginBody();
        }
        readLocals();
        scope.labels.enterFunction();
        instructions.readBody(body, branchHints);
        instructions.mark(body);
        body.put(Opcode.END.code());
        code.next().vector(body);
        if (places != null) {
            places.endBody(code.entries().size() - body.size());
        }
        names.addLocals(index, scope.locals.named());
        names.addLabels(index, scope.labels.named());
        branchHints.endFunction(index);
        // Expressions outside of functions see neither locals nor labels.
        scope.locals.clear(cursor);
        scope.labels.clear();
        return type;
    }

    private void readLocals() {
        locals.clear();
        while (cursor.takeOpen(Keyword.LOCAL)) {
            if (cursor.isAt(TokenKind.ID) || cursor.isAt(TokenKind.ANNOTATION)) {
                scope.locals.name(cursor, scope.locals.count() + locals.size());
                locals.add(types.readValType());
            } else {
                types.readValTypes(locals);
            }
            cursor.expectClose();
        }
        writeLocals();
    }

    /** Neighbours of one type become one group. */
    private void writeLocals() {
        int groups = 0;
        for (int i = 0; i < locals.size(); i++) {
            groups += i == 0 || locals.get(i) != locals.get(i - 1) ? 1 : 0;
        }
        body.u32(groups);
        for (int from = 0; from < locals.size();) {
            int to = from + 1;
            while (to < locals.size() && locals.get(to) == locals.get(from)) {
                to++;
            }
            body.u32(to - from);
            TypeCodes.writeValType(body, locals.get(from));
            from = to;
        }
    }
}
