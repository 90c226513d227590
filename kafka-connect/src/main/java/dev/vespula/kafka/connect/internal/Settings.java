package dev.vespula.kafka.connect.internal;

import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfLimits;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/**
 * What is configured.
 *
 * @param module    the module's file
 * @param function  the function's name
 * @param signature its signature as text; empty if the module tells, or it is the usual one
 * @param content   what the function gets and returns
 * @param onError   what becomes of a record at which it fails
 * @param limits    of a record
 * @param reload    after how many seconds the file is looked at again; 0 for never
 */
public record Settings(
        Path module, String function, String signature, RecordContent content, OnRecordError onError, UdfLimits limits,
        int reload) {

    /** What becomes of a record at which the function fails. */
    public enum OnRecordError {
        FAIL,
        DROP,
        PASS
    }

    private static final String MODULE = "module";
    private static final String FUNCTION = "function";
    private static final String SIGNATURE = "signature";
    private static final String FORMAT = "format";
    private static final String PART = "part";
    private static final String ON_ERROR = "on.error";
    private static final String FUEL = "fuel.per.record";
    private static final String MEMORY = "memory.bytes";
    private static final String RELOAD = "reload.seconds";

    /** What both have. */
    private static ConfigDef common() {
        return new ConfigDef()
                .define(MODULE, ConfigDef.Type.STRING, Importance.HIGH, "File of the WebAssembly module or component.")
                .define(FUNCTION, ConfigDef.Type.STRING, Importance.HIGH, "The function that it exports.")
                .define(SIGNATURE, ConfigDef.Type.STRING, "", Importance.LOW,
                        "The function's signature, where the module does not tell and it is not the usual one.")
                .define(FORMAT, ConfigDef.Type.STRING, "bytes", ValidString.in("bytes", "json", "struct", "record"),
                        Importance.HIGH,
                        "What the function gets: the bytes or the string; the value as JSON; a value with a schema as JSON, and back; or all of the record as JSON.")
                .define(PART, ConfigDef.Type.STRING, "value", ValidString.in("value", "key"), Importance.MEDIUM,
                        "What of the record it gets.")
                .define(FUEL, ConfigDef.Type.LONG, 100_000_000L, Range.atLeast(1), Importance.MEDIUM,
                        "Units of fuel that a record may take.")
                .define(MEMORY, ConfigDef.Type.LONG, 64L << 20, Range.atLeast(0), Importance.MEDIUM,
                        "Bytes of memory that the module may have.")
                .define(RELOAD, ConfigDef.Type.INT, 0, Range.atLeast(0), Importance.LOW,
                        "After how many seconds the file is looked at again; 0 for never. The old module stays until a new one is valid.");
    }

    /** The definition for transformations. */
    public static ConfigDef ofTransformation() {
        return common().define(ON_ERROR, ConfigDef.Type.STRING, "fail", ValidString.in("fail", "drop", "pass"),
                Importance.MEDIUM,
                "What becomes of a record at which the function fails: it fails, is dropped, or passes as it was.");
    }

    /** The definition for predicates. */
    public static ConfigDef ofPredicate() {
        return common();
    }

    /** Reads what is configured. */
    public static Settings of(ConfigDef definition, Map<String, ?> properties) {
        AbstractConfig config = new AbstractConfig(definition, properties, false);
        return new Settings(Path.of(config.getString(MODULE)), config.getString(FUNCTION), config.getString(SIGNATURE),
                content(config.getString(FORMAT), RecordPart.valueOf(upper(config.getString(PART)))),
                config.values().containsKey(ON_ERROR) ? OnRecordError.valueOf(upper(config.getString(ON_ERROR)))
                        : OnRecordError.FAIL,
                UdfLimits.standard().fuelPerRow(config.getLong(FUEL)).memory(config.getLong(MEMORY)), config.getInt(RELOAD));
    }

    private static RecordContent content(String format, RecordPart part) {
        return switch (format) {
            case "bytes" -> new PartContent(part, ValueFormat.ofBytes());
            case "json" -> new PartContent(part, ValueFormat.ofJson());
            case "struct" -> new PartContent(part, ValueFormat.ofStructs());
            default -> {
                if (part != RecordPart.VALUE) {
                    throw new ConfigException(PART, "key", "the format record has the key and all else");
                }
                yield new WholeRecord();
            }
        };
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** The signature to declare if the module does not tell. */
    String declared(String usual) {
        return signature.isEmpty() ? usual : Signature.of(signature).toString();
    }
}
