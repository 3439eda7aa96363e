package io.github.noleak.report;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a {@code report.json} that another machine wrote, and takes nothing on trust. */
final class ReportReader {

    private static final String WANTED =
            "\n  Expected: a report.json as NoLeak wrote it. Take the file from the machine"
                    + " that wrote it once more, or leave it out.";

    private final Path file;

    private ReportReader(Path file) {
        this.file = file;
    }

    static JsonObject read(Path file) throws MergeException {
        ReportReader reader = new ReportReader(file);
        JsonObject report = reader.parse(reader.text());
        reader.check(report);
        return report;
    }

    private String text() throws MergeException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new MergeException(
                    "There is no report " + file + "\n  Expected: a report.json of one machine. A machine to which no"
                            + " scenario fell writes none: leave it out.",
                    e);
        } catch (CharacterCodingException e) {
            throw wrong(file + " is no text in UTF-8", e);
        } catch (IOException e) {
            throw wrong("The report " + file + " cannot be read: " + e, e);
        }
    }

    private JsonObject parse(String text) throws MergeException {
        try {
            // This one names the line, and does not follow values of any depth.
            PlacedJson.read(text);
            return JsonParser.object().from(text);
        } catch (PlacedJson.SyntaxException e) {
            throw wrong(file + ":" + e.line() + ": " + e.getMessage(), e);
        } catch (JsonParserException e) {
            throw wrong(file + " is JSON, but no object", e);
        }
    }

    private void check(JsonObject report) throws MergeException {
        Object schema = report.get("schema");
        if (schema == null) {
            throw wrong(file + " has no \"schema\"", null);
        }
        if (!schema.equals(ReportDocument.SCHEMA)) {
            throw new MergeException(
                    file + ": \"schema\" is " + Printable.text(schema.toString()) + "; expected: "
                            + ReportDocument.SCHEMA + "\n  Another version of NoLeak wrote this file."
                            + " Merge with the version that the tests run with.",
                    null);
        }
        if (!(report.get("scenarios") instanceof JsonArray scenarios)) {
            throw wrong(file + " has no list \"scenarios\"", null);
        }
        for (int i = 0; i < scenarios.size(); i++) {
            if (!(scenarios.get(i) instanceof JsonObject scenario) || !(scenario.get("id") instanceof String)) {
                throw wrong(file + ": entry " + (i + 1) + " of \"scenarios\" has no \"id\"", null);
            }
        }
    }

    private static MergeException wrong(String headline, @Nullable Throwable cause) {
        return new MergeException(headline + WANTED, cause);
    }
}
