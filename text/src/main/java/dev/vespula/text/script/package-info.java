/**
 * WAST scripts: the language the official test suite is written in. {@link dev.vespula.text.script.Script} is the model,
 * {@link dev.vespula.text.script.ScriptRunner} runs it against an engine.
 */
package dev.vespula.text.script;
