package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.ByteReader;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.NameSection.Space;
import dev.vespula.text.PrintStyle;
import java.util.ArrayList;
import java.util.List;

/** Functions that the module defines. */
final class FunctionPrinter {
    /** No implementation takes more, and the text would be longer than any memory. */
    private static final int MOST_LOCALS = 50_000;

    private final BinaryModule module;
    private final TypeText types;
    private final CodeReader code;
    private final Output out;
    private final PrintStyle style;

    FunctionPrinter(BinaryModule module, TypeText types, CodeReader code, Output out, PrintStyle style) {
        this.module = module;
        this.types = types;
        this.code = code;
        this.out = out;
        this.style = style;
    }

    void print(int function) {
        ModuleModel model = module.model();
        int start = model.bodyStart(function);
        ByteReader in = new ByteReader(module.bytes(), start, model.bodyEnd(function));
        int type = model.functionType(function);
        int params = module.paramCount(type);
        List<String> locals = readLocals(in);
        Names names = module.names().locals(function, params + locals.size());
        out.line().add("(func").add(module.names().of(Space.FUNCTION).definition(function)).add(" ").add(types.use(type,
                names));
        out.indent();
        for (String group : TypeText.groups("(local", locals, names, params)) {
            out.line().add(group);
        }
        printBody(function, start, names, in);
        out.outdent();
        out.line().add(")");
    }

    private void printBody(int function, int start, Names names, ByteReader in) {
        switch (style) {
            case FLAT -> code.readBody(function, start, names, in, new FlatPrinter(out));
            case FOLDED -> {
                FoldedPrinter printer = new FoldedPrinter(out);
                code.readBody(function, start, names, in, printer);
                printer.finish();
            }
        }
    }

    private List<String> readLocals(ByteReader in) {
        List<String> locals = new ArrayList<>();
        int groups = in.readU32();
        for (int i = 0; i < groups; i++) {
            int at = in.position();
            int count = in.readU32();
            if (Integer.compareUnsigned(count, MOST_LOCALS - locals.size()) > 0) {
                throw new MalformedException("too many locals", at);
            }
            String type = types.valType(in);
            for (int k = 0; k < count; k++) {
                locals.add(type);
            }
        }
        return locals;
    }
}
