package dev.vespula.internal.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Features;
import dev.vespula.testing.Modules;
import dev.vespula.testing.SharedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The binary modules of the official test suite and of the proposals: modules that are used validate, modules that are
 * asserted to be malformed or invalid are refused as that, with the suite's wording.
 */
class SpecificationSuiteTest {
    private static final Pattern COMMAND =
            Pattern.compile("\\{\"type\":\"([a-z_]+)\",[^{}\\[\\]]*?\"filename\":\"([^\"]+\\.wasm)\"([^{}\\[\\]]*)");
    private static final Pattern TEXT = Pattern.compile("\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    /**
     * Modules that are broken in two ways. The suite names the error that comes first in the stream; the decoder looks
     * at the frame of sections and bodies first and names that one.
     */
    private static final Set<String> OTHER_WORDING = Set.of(
            // A body, or an export, ends too early, but would go on in the bytes of what follows.
            "spec/binary/binary.37", "spec/binary/binary.39", "spec/binary/binary.89",
            "proposals/custom-page-sizes/binary/binary.37", "proposals/custom-page-sizes/binary/binary.39",
            "proposals/custom-page-sizes/binary/binary.89",
            // The section ends in the middle of the number that is too long or too large.
            "spec/binary-leb128/binary-leb128.25", "spec/binary-leb128/binary-leb128.26",
            "spec/binary-leb128/binary-leb128.36", "spec/binary-leb128/binary-leb128.48",
            "spec/binary-leb128/binary-leb128.49", "spec/binary-leb128/binary-leb128.50",
            "spec/binary-leb128/binary-leb128.51",
            // The code section ends before the file does.
            "spec/binary-leb128/binary-leb128.40", "spec/binary-leb128/binary-leb128.43",
            "spec/binary-leb128/binary-leb128.65", "spec/binary-leb128/binary-leb128.66",
            "spec/binary-leb128/binary-leb128.71", "spec/binary-leb128/binary-leb128.72");

    @Test
    void modulesAreAcceptedAndRefusedAsTheSuiteSays() throws IOException {
        Map<String, byte[]> files = SharedArchive.unzip("conformance/json.zip");
        List<String> failures = new ArrayList<>();
        int checked = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = file.getKey();
            if (!path.endsWith(".json") || path.contains("custom-descriptors")) {
                continue;
            }
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            Matcher command = COMMAND.matcher(new String(file.getValue(), StandardCharsets.UTF_8));
            while (command.find()) {
                Matcher text = TEXT.matcher(command.group(3));
                String name = folder + command.group(2);
                String failure = check(command.group(1), text.find() ? text.group(1) : "", name, files.get(name));
                checked++;
                if (failure != null) {
                    failures.add(failure);
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(checked).isGreaterThan(6300);
    }

    private static String check(String command, String text, String name, byte[] bytes) {
        String verdict = "valid";
        String reason = "";
        try {
            Modules.validate(bytes, features(name)).names();
        } catch (MalformedException | InvalidException e) {
            verdict = e instanceof MalformedException ? "assert_malformed" : "assert_invalid";
            reason = e.reason();
        }
        boolean refused = command.equals("assert_malformed") || command.equals("assert_invalid");
        if (!verdict.equals(refused ? command : "valid")) {
            return name + ": " + command + " \"" + text + "\" but " + verdict + " " + reason;
        }
        String key = name.substring(name.indexOf('/') + 1, name.length() - ".wasm".length());
        if (refused && !reason.startsWith(text) && !OTHER_WORDING.contains(key)) {
            return name + ": \"" + text + "\" but \"" + reason + "\"";
        }
        return null;
    }

    /** Proposals that were written before others were merged expect these to be absent. */
    private static Features features(String name) {
        if (name.contains("wide-arithmetic")) {
            return Features.of(new Config().with(Feature.WIDE_ARITHMETIC));
        }
        if (name.contains("custom-page-sizes")) {
            return Features.of(new Config().with(Feature.CUSTOM_PAGE_SIZES));
        }
        if (name.contains("legacy")) {
            return Features.of(new Config().with(Feature.LEGACY_EXCEPTIONS));
        }
        if (name.contains("threads")) {
            return Features.of(new Config().without(Feature.MULTI_MEMORY).without(Feature.REFERENCE_TYPES));
        }
        return Features.DEFAULT;
    }
}
