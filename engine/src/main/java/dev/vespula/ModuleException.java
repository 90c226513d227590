package dev.vespula;

import dev.vespula.internal.names.PrintableName;
import java.util.Optional;

/**
 * A module was refused. The {@linkplain #reason() reason} starts with the wording of the WebAssembly test suite where
 * the suite has one; {@link #offset()} says where in the binary.
 *
 * <pre>{@code
 * try {
 *     Module.validate(engine, new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 99});
 * } catch (ModuleException e) {
 *     String place = e.offset() < 0 ? "" : " at offset " + e.offset();
 *     System.out.println(e.reason() + place + e.missingFeature().map(feature -> ", needs " + feature).orElse(""));
 * }
 * }</pre>
 */
public abstract sealed class ModuleException extends WasmException
        permits MalformedException, InvalidException, LimitException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final long offset;
    private final int functionIndex;
    private final String functionName;
    /** What the engine would have to support, or null. */
    private final Feature missing;

    ModuleException(String reason, long offset, int functionIndex, String functionName) {
        this(reason, null, offset, functionIndex, functionName);
    }

    ModuleException(String reason, Feature missing, long offset, int functionIndex, String functionName) {
        super(describe(reason, offset, functionIndex, functionName));
        this.reason = reason;
        this.offset = offset;
        this.functionIndex = functionIndex;
        this.functionName = functionName;
        this.missing = missing;
    }

    /** The reason of a module that needs what is switched off. */
    static String missing(String what, Feature feature) {
        return what + ": " + feature + " support is not enabled";
    }

    /** For texts, whose places are lines and columns and stand in the message. */
    ModuleException(String reason, String message) {
        super(message);
        this.reason = reason;
        this.offset = -1;
        this.functionIndex = -1;
        this.functionName = null;
        this.missing = null;
    }

    /** The same refusal with another message. */
    ModuleException(ModuleException refusal, String message) {
        super(message);
        this.reason = refusal.reason;
        this.offset = refusal.offset;
        this.functionIndex = refusal.functionIndex;
        this.functionName = refusal.functionName;
        this.missing = refusal.missing;
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }

    /** What is wrong and where; and how to switch on a feature whose lack is what is wrong. */
    @Override
    public String getMessage() {
        if (missing == null) {
            return detail();
        }
        String separator = detail().indexOf('\n') < 0 ? "; " : "\n";
        return detail() + separator + "Config.with(Feature." + missing + ") switches it on";
    }

    /** What is wrong and where. */
    public String detail() {
        return super.getMessage();
    }

    /** The feature that is switched off and without which the module is malformed or invalid at this place. */
    public Optional<Feature> missingFeature() {
        return Optional.ofNullable(missing);
    }

    /** The byte offset in the binary module, or -1 where no place applies. */
    public long offset() {
        return offset;
    }

    /** The index of the function whose body is at fault (imports counted first), or -1 when it is no function body. */
    public int functionIndex() {
        return functionIndex;
    }

    /** The function's name as the name section has it. */
    public Optional<String> functionName() {
        return Optional.ofNullable(functionName);
    }

    private static String describe(String reason, long offset, int functionIndex, String functionName) {
        StringBuilder text = new StringBuilder(reason);
        if (functionIndex >= 0) {
            text.append(" in function ").append(functionIndex);
            if (functionName != null) {
                text.append(" <").append(PrintableName.of(functionName)).append('>');
            }
        }
        if (offset >= 0) {
            text.append(" (at offset 0x").append(Long.toHexString(offset)).append(')');
        }
        return text.toString();
    }
}
