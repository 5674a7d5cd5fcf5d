using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Carpool.Credentials;

namespace Carpool.Emulator.Proxy;

/// <summary>An authority of the data folder's own, and a certificate for localhost, which is made anew at each start.</summary>
internal static class Certificates
{
    private const string Server = "1.3.6.1.5.5.7.3.1";

    public static string AuthorityFile(string folder) => Path.Combine(folder, "ca.pem");

    public static SslStreamCertificateContext Open(string folder, TimeProvider clock)
    {
        using var authority = OpenAuthority(folder, clock);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(Server)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var now = clock.GetUtcNow();
        using var signed = request.Create(authority, now.AddHours(-1), now.AddDays(365), RandomNumberGenerator.GetBytes(16));
        return SslStreamCertificateContext.Create(signed.CopyWithPrivateKey(key), null, offline: true);
    }

    private static X509Certificate2 OpenAuthority(string folder, TimeProvider clock)
    {
        var (certificateFile, keyFile) = (AuthorityFile(folder), Path.Combine(folder, "ca.key"));
        if (File.Exists(certificateFile) && File.Exists(keyFile))
        {
            var kept = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            if (kept.NotAfter.ToUniversalTime() > clock.GetUtcNow().UtcDateTime.AddDays(365)) return kept;
            kept.Dispose();
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Carpool's emulator of PlanetScale", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = clock.GetUtcNow();
        var made = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(3650));
        OwnerOnlyFile.Replace(keyFile, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        OwnerOnlyFile.Replace(certificateFile, Encoding.ASCII.GetBytes(made.ExportCertificatePem() + "\n"));
        return made;
    }
}
