import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;

/** Logs in with each JDBC URL on stdin and prints the query's one value. */
class LogIn {
    public static void main(String[] arguments) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String url; (url = input.readLine()) != null;) {
            try (var session = DriverManager.getConnection(url); var row = session.createStatement().executeQuery(arguments[0])) {
                row.next();
                output.println(row.getString(1));
            }
        }
    }
}
