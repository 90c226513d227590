package dev.vespula.compiler.emit;

import dev.vespula.internal.numeric.BranchFree;
import dev.vespula.internal.numeric.NumericSemantics;
import dev.vespula.internal.numeric.VectorSemantics;
import dev.vespula.internal.runtime.CallEntry;
import dev.vespula.internal.runtime.CallListener;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.HostFrame;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.LinearMemory;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.Support;
import dev.vespula.internal.runtime.TableInstance;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the engine's classes in class files. */
public final class Names {
    public static final String INSTANCE = name(ModuleInstance.class);
    public static final String STORE = name(StoreState.class);
    public static final String STACK = name(MachineStack.class);
    public static final String ENTRY = name(CallEntry.class);
    public static final String FUNCTION = name(FunctionInstance.class);
    public static final String HOST_FUNCTION = name(HostFunctionInstance.class);
    public static final String FRAME = name(HostFrame.class);
    public static final String LISTENER = name(CallListener.class);
    public static final String CODE = name(FunctionCode.class);
    public static final String MEMORY = name(LinearMemory.class);
    public static final String TABLE = name(TableInstance.class);
    public static final String GLOBAL = name(GlobalCell.class);
    public static final String SUPPORT = name(Support.class);
    public static final String NUMERIC = name(NumericSemantics.class);
    public static final String BRANCH_FREE = name(BranchFree.class);
    public static final String VECTOR = name(VectorSemantics.class);
    public static final String OBJECT = "java/lang/Object";

    /** Descriptors of those above: making each string anew, and ASM's hashing it, was a tenth of compiling. */
    private static final Map<String, String> TYPES = Stream
            .of(INSTANCE, STORE, STACK, ENTRY, FUNCTION, HOST_FUNCTION, FRAME, LISTENER, CODE, MEMORY, TABLE, GLOBAL, OBJECT)
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> "L" + name + ";"));

    private Names() {
    }

    /** The name of a class in class files. */
    public static String name(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** The descriptor of a class. */
    public static String type(String name) {
        String known = TYPES.get(name);
        return known != null ? known : "L" + name + ";";
    }
}
