package dev.vespula.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The options in a saved program. A file may be anybody's, so it can only say how the program is to go on, never what it may
 * use: folders, files and the cache come from the command line of whoever resumes it, and so do limits above the usual ones.
 */
final class SavedOptions {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=-]+");
    private static final int ABSENT = -1;

    private final RunSettings saved = new RunSettings();

    // ---- writing

    /**
     * Writes which options were given, but not those that are for one process or one machine.
     *
     * @param variables the environment, wherever it comes from
     */
    static void write(DataOutputStream out, RunSettings settings, List<String> variables) throws IOException {
        for (Option option : settings.savedOrder()) {
            boolean isEnvironment = option == settings.environment.env;
            List<String> values = isEnvironment ? variables : option.values();
            boolean kept = isEnvironment ? !values.isEmpty() : option.isGiven() && !settings.passing().contains(option);
            out.writeInt(kept ? values.size() : ABSENT);
            if (kept) {
                for (String value : values) {
                    out.writeUTF(value);
                }
            }
        }
    }

    // ---- reading

    /**
     * Reads to the end of {@code in} what {@link #write} has written; options that came later than the file are absent.
     *
     * @param from the file, for messages
     * @throws CommandException if an option is not as 'vespula run' writes it
     */
    static SavedOptions read(DataInputStream in, String from) throws IOException {
        SavedOptions options = new SavedOptions();
        RunSettings saved = options.saved;
        for (Option option : saved.savedOrder()) {
            int count = in.available() == 0 ? ABSENT : in.readInt();
            if (count == ABSENT) {
                continue;
            }
            if (saved.passing().contains(option)) {
                throw new CommandException(from + ": gives " + option.name()
                        + ", which 'vespula run' never saves: the file was "
                        + "changed. Only the command line of 'vespula resume' gives it");
            }
            if (count < 0 || option.isFlag() != (count == 0) || count > 1 && !option.isRepeatable()) {
                throw new CommandException(from + ": gives " + option.name() + " " + count + " times: the file was changed");
            }
            if (count == 0) {
                option.give(null);
            }
            for (int left = count; left > 0; left--) {
                option.give(in.readUTF());
            }
        }
        if (in.available() > 0) {
            throw new CommandException(from + ": has more options than this version of 'vespula' knows");
        }
        try {
            saved.check();
        } catch (UsageException e) {
            throw new CommandException(from + ": was changed: " + e.getMessage(), e);
        }
        return options;
    }

    // ---- use

    /**
     * Gives options that were given then and are not given now.
     *
     * @throws CommandException if one of them must be given again
     */
    void applyTo(RunSettings settings, String from) {
        List<String> again = new ArrayList<>(folders(settings));
        for (Option limit : List.of(saved.maxStack, saved.maxFrames)) {
            if (limit.isGiven() && !settings.isGiven(limit) && saved.raises(limit)) {
                again.add(limit.name() + " " + word(limit.value()));
            }
        }
        if (!again.isEmpty()) {
            throw new CommandException(from + ": the program had what no file can give it; if it may have that again, add: "
                    + String.join(" ", again));
        }
        List<Option> now = settings.savedOrder();
        List<Option> then = saved.savedOrder();
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).isGiven() && then.get(i).isGiven() && now.get(i) != settings.dir) {
                now.get(i).giveAll(then.get(i));
            }
        }
    }

    /**
     * Brings the folders given into the order in which the program knows them.
     *
     * @return those that it had and that are not given
     */
    private List<String> folders(RunSettings settings) {
        List<String> given = new ArrayList<>(settings.dir.values());
        List<String> ordered = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String folder : saved.dir.values()) {
            String guest = SharedFolder.of(folder).guest();
            given.stream().filter(one -> SharedFolder.of(one).guest().equals(guest)).findFirst().ifPresentOrElse(found -> {
                given.remove(found);
                ordered.add(found);
            }, () -> missing.add(settings.dir.name() + " " + word(folder)));
        }
        ordered.addAll(given);
        settings.dir.clear();
        ordered.forEach(settings.dir::give);
        return missing;
    }

    /** A value that shells take for one word: a stranger's file must not get a command into a line that is copied. */
    private static String word(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
