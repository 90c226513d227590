package dev.vespula.bench;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a WASI program finds when it starts.
 *
 * @param args its arguments, the name it goes by first
 * @param env its environment
 * @param folders what it sees of the file system, by the names that it has for them
 * @param stdin a file for its standard input, or null for none
 * @param stdout what it prints goes here
 * @param stderr and its messages here
 */
public record ProgramSetting(List<String> args, Map<String, String> env, Map<String, Path> folders, Path stdin,
        OutputStream stdout, OutputStream stderr) {}
