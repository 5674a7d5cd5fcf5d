using Carpool.Sessions;
using Carpool.Sql;
using Npgsql;

namespace Carpool.Catalog;

/// <summary>Several catalog queries in one round trip and one snapshot; the results are read in the order of the queries.</summary>
internal sealed class CatalogBatch : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly NpgsqlDataReader _reader;
    private bool _hasResult = true;

    private CatalogBatch(NpgsqlBatch batch, NpgsqlDataReader reader) => (_batch, _reader) = (batch, reader);

    public static async Task<CatalogBatch> ReadAsync(NpgsqlConnection session, IStatementLog log, IReadOnlyList<string> queries, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch(session);
        foreach (var query in queries)
        {
            var text = SqlFile.Load($"Catalog.Queries.{query}");
            log.Sent(session.Database, text);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text));
        }

        try
        {
            return new CatalogBatch(batch, await batch.ExecuteReaderAsync(cancellationToken));
        }
        catch (Exception failure) when (session.Caused(failure))
        {
            await batch.DisposeAsync();
            throw session.Told(failure);
        }
    }

    /// <summary>The rows of the next query.</summary>
    public async Task<IReadOnlyList<T>> NextAsync<T>(Func<CatalogRow, T> read, CancellationToken cancellationToken)
    {
        if (!_hasResult) throw new InvalidOperationException("Every result was read");
        try
        {
            var rows = new List<T>();
            while (await _reader.ReadAsync(cancellationToken)) rows.Add(read(new CatalogRow(_reader)));
            _hasResult = await _reader.NextResultAsync(cancellationToken);
            return rows;
        }
        catch (Exception failure) when (_batch.Connection!.Caused(failure))
        {
            throw _batch.Connection!.Told(failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _batch.DisposeAsync();
    }
}
