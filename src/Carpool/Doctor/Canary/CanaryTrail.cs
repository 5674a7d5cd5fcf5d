using Carpool.Diagnostics;
using Carpool.Doctor.Errors;
using Npgsql;

namespace Carpool.Doctor.Canary;

/// <summary>The steps of one engine, as they are taken.</summary>
internal sealed class CanaryTrail(string? engine, string subject)
{
    private readonly List<CanaryStep> _steps = [];

    public IReadOnlyList<CanaryStep> Steps => _steps;

    /// <summary>Takes a step, which says what it found. False where it failed: then it is on record why.</summary>
    public async Task<bool> TryAsync(string name, DiagnosticCode code, Func<Task<string>> stepAsync)
    {
        try
        {
            Note(name, new Check(code, CheckStatus.Ok, subject, await stepAsync()));
            return true;
        }
        catch (DiagnosticException failure)
        {
            var why = failure.Diagnostics[0];
            var refusal = failure.InnerException as PostgresException;
            Note(name, Failed(code, why.Message, refusal is null ? null : ErrorCatalogue.Find(refusal.MessageText), why.Fix));
        }
        catch (PostgresException refusal)
        {
            Note(name, Failed(code, $"{Sentence(code)}: {refusal.MessageText} (SQLSTATE {refusal.SqlState}).", ErrorCatalogue.Find(refusal.MessageText), "Read the server's message, mend its cause and run the canary again."));
        }
        catch (NpgsqlException lost)
        {
            Note(name, Failed(code, $"{Sentence(code)}: {lost.Message}.", [], "See in the server's log why the connection ended, and run the canary again."));
        }

        return false;
    }

    public void Note(string name, Check check) => _steps.Add(new CanaryStep(engine, name, check));

    private Check Failed(DiagnosticCode code, string message, IReadOnlyList<ErrorDiagnosis>? known, string? fix) =>
        known is [var first, ..]
            ? new Check(code, CheckStatus.Fail, subject, $"{message.TrimEnd('.')}. {first.Cause}", Fix: first.Fix)
            : new Check(code, CheckStatus.Fail, subject, message, Fix: fix);

    private string Sentence(DiagnosticCode code) => $"{code.Title} ({subject})";
}
