package dev.vespula.internal.runtime;

import dev.vespula.ProfileException;
import dev.vespula.ProfileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the interpreter was seen in the functions of a module. As bytes: a word to know it by, the module's hash, the functions in
 * their order, and the hash of all that. A profile changes how code is laid out and nothing else, so one that is wrong in a way
 * that nobody can tell costs time, and never gives another program.
 *
 * @param module    hash of the module
 * @param functions those that were seen, by index
 */
public record CodeProfile(byte[] module, Map<Integer, FunctionProfile> functions) {
    /** Nothing is known. */
    public static final CodeProfile NONE = new CodeProfile(new byte[0], Map.of());

    private static final byte[] BEGIN = "vespula-profile-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 32;

    /** What was seen of a module until now. */
    public static CodeProfile of(ModuleCode module) {
        Map<Integer, FunctionProfile> functions = new TreeMap<>();
        for (int index = module.importedFunctionCount(); index < module.functionCount(); index++) {
            FunctionCode function = module.code(index);
            LinkedCode linked = function.linked;
            Samples samples = linked == null ? Samples.NONE : linked.samples();
            if (samples.pcs().length > 0) {
                functions.put(index, new FunctionProfile(function.fingerprint(), samples));
            }
        }
        return new CodeProfile(module.hash(), functions);
    }

    /**
     * Makes sure that it is of a module, as the engine translates that.
     *
     * @throws ProfileException if it is not
     */
    public void require(ModuleCode of) {
        if (functions.isEmpty()) {
            return;
        }
        if (!Arrays.equals(module, of.hash())) {
            throw new ProfileException(Reason.OTHER_MODULE, "the profile was recorded of another module");
        }
        functions.forEach((index, function) -> {
            if (index < of.importedFunctionCount() || index >= of.functionCount()) {
                throw new ProfileException(Reason.CORRUPT, "the profile is damaged: the module has no function " + index);
            }
            if (of.code(index).fingerprint() != function.fingerprint()) {
                throw new ProfileException(Reason.OTHER_CONFIGURATION,
                        "the profile was recorded by another version of Vespula, "
                                + "or with other metering, costs of operators or determinism");
            }
        });
    }

    /** Where a function was seen. */
    public Samples samples(int function) {
        FunctionProfile known = functions.get(function);
        return known == null ? Samples.NONE : known.samples();
    }

    // ---- as bytes

    /** The same as bytes; equal profiles have equal ones. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(BEGIN);
            out.write(module);
            out.writeInt(functions.size());
            for (Map.Entry<Integer, FunctionProfile> one : new TreeMap<>(functions).entrySet()) {
                Samples samples = one.getValue().samples();
                out.writeInt(one.getKey());
                out.writeInt(one.getValue().fingerprint());
                out.writeInt(samples.pcs().length);
                for (int k = 0; k < samples.pcs().length; k++) {
                    out.writeInt(samples.pcs()[k]);
                    out.writeInt(samples.counts()[k]);
                }
            }
            out.write(ModuleCode.hash(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} has written.
     *
     * @throws ProfileException if it is something else, or damaged
     */
    public static CodeProfile read(byte[] bytes) {
        if (!Arrays.equals(bytes, 0, Math.min(bytes.length, BEGIN.length), BEGIN, 0, BEGIN.length)) {
            throw new ProfileException(Reason.NOT_A_PROFILE, "not a profile");
        }
        int end = bytes.length - HASH;
        if (end < BEGIN.length || !Arrays.equals(ModuleCode.hash(Arrays.copyOf(bytes, end)), Arrays.copyOfRange(bytes, end,
                bytes.length))) {
            throw damaged();
        }
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(bytes, BEGIN.length, end - BEGIN.length))) {
            CodeProfile profile = new CodeProfile(in.readNBytes(HASH), new TreeMap<>());
            for (int left = in.readInt(); left > 0; left--) {
                profile.functions.put(in.readInt(), new FunctionProfile(in.readInt(), samples(in)));
            }
            return profile;
        } catch (IOException e) {
            throw damaged();
        }
    }

    private static Samples samples(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > in.available() / (2 * Integer.BYTES)) {
            throw damaged();
        }
        Samples samples = new Samples(new int[size], new int[size]);
        for (int k = 0; k < size; k++) {
            samples.pcs()[k] = in.readInt();
            samples.counts()[k] = Math.max(0, in.readInt());
        }
        return samples;
    }

    private static ProfileException damaged() {
        return new ProfileException(Reason.CORRUPT, "the profile is damaged");
    }
}
