<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>advice.certificate_host</name>
    <message>
        <source>Ask for %1 by a name that stands in its certificate, or have one made that names this host.</source>
        <translation>请用证书中的名称请求 %1，或让人签发一份包含此主机名的证书。</translation>
    </message>
</context>
<context>
    <name>advice.certificate_refused</name>
    <message>
        <source>%1 does not take the client certificate %2. Check that it is signed by a CA that the service trusts, is meant for clients and has not expired; the certificates between it and the CA stand behind it in the file.</source>
        <translation>%1 不接受客户端证书 %2。请检查它是否由服务信任的 CA 签发、是否用于客户端、是否已过期；它与 CA 之间的证书须写在文件中它的后面。</translation>
    </message>
</context>
<context>
    <name>advice.certificate_time</name>
    <message>
        <source>Check this machine&apos;s clock; if it is right, %1 needs another certificate.</source>
        <translation>请检查本机的时钟；如果时钟正确，%1 需要另一份证书。</translation>
    </message>
</context>
<context>
    <name>advice.client_certificate</name>
    <message>
        <source>If %1 wants a client certificate, name one with --cert FILE and --key-file FILE (tls.certificate and tls.key of the target).</source>
        <translation>%1 要求客户端证书，而 Weir 没有可出示的证书。</translation>
    </message>
</context>
<context>
    <name>advice.header_refused</name>
    <message>
        <source>The service refuses what the header %1 of target &quot;%2&quot; says, which was taken from %3. Check what that holds.</source>
        <translation>服务拒绝了目标“%2”的请求头 %1，其值取自 %3。请检查其中的内容。</translation>
    </message>
</context>
<context>
    <name>advice.key_refused</name>
    <message>
        <source>The service refuses the key of target &quot;%1&quot;, which was taken from %2. Check that it holds the key of this service, and that the key may use the model.</source>
        <translation>服务拒绝了目标“%1”的密钥，该密钥取自 %2。请检查其中是否为此服务的密钥，以及该密钥是否可使用此模型。</translation>
    </message>
</context>
<context>
    <name>advice.max_completion_tokens</name>
    <message>
        <source>The service takes max_completion_tokens in place of max_tokens. Leave out --max-tokens (max_tokens of the request), or give the request a body of its own that has max_completion_tokens.</source>
        <translation>服务接受的是 max_completion_tokens 而不是 max_tokens。请省略 --max-tokens（请求的 max_tokens），或给请求一个带 max_completion_tokens 的请求体。</translation>
    </message>
</context>
<context>
    <name>advice.no_connection</name>
    <message>
        <source>%1 did not answer. Check host and port, and whether a firewall is between.</source>
        <translation>%1 没有应答。请检查主机和端口，以及中间是否有防火墙。</translation>
    </message>
</context>
<context>
    <name>advice.no_http_there</name>
    <message>
        <source>What %1 answers is no HTTP. Check the port; if it speaks HTTPS, try %2.</source>
        <translation>%1 的回答不是 HTTP。请检查端口；如果它使用 HTTPS，请尝试 %2。</translation>
    </message>
</context>
<context>
    <name>advice.no_key</name>
    <message>
        <source>The service wants a key, and target &quot;%1&quot; sends none. Name one with --key env:NAME, or as the key of the target.</source>
        <translation>服务需要密钥，而目标“%1”没有发送。请用 --key env:NAME 指定，或在目标中设置密钥。</translation>
    </message>
</context>
<context>
    <name>advice.no_root</name>
    <message>
        <source>Put the missing certificate, and those above it up to the root, into the file of --ca (tls.ca of the target).</source>
        <translation>请将缺少的证书以及其上直至根证书的各级证书放入 --ca 的文件（目标的 tls.ca）。</translation>
    </message>
</context>
<context>
    <name>advice.no_such_address</name>
    <message>
        <source>Requests were sent to %1, which the service does not know. Give --url with the path that it documents, or the --vendor whose path fits.</source>
        <translation>请求发往 %1，服务没有此地址。请在 --url 中写出服务文档给出的路径，或选择路径相符的 --vendor。</translation>
    </message>
</context>
<context>
    <name>advice.no_such_host</name>
    <message>
        <source>No host has the name %1. Check the URL, and the DNS.</source>
        <translation>没有名为 %1 的主机。请检查 URL 和 DNS。</translation>
    </message>
</context>
<context>
    <name>advice.no_such_model</name>
    <message>
        <source>The service was asked at %1 for the model &quot;%2&quot;. If it has no model of this name, name another with --model; if it has no such address, mend the URL.</source>
        <translation>请求发往 %1，模型为“%2”。如果服务没有此名称的模型，请用 --model 指定另一个；如果没有此地址，请修改 URL。</translation>
    </message>
</context>
<context>
    <name>advice.no_tls_there</name>
    <message>
        <source>%1 does not speak TLS. Try %2.</source>
        <translation>%1 不使用 TLS。请试试 %2。</translation>
    </message>
</context>
<context>
    <name>advice.nothing_listens</name>
    <message>
        <source>Nothing listens on %1. Start the service, or check host and port.</source>
        <translation>%1 上没有服务在监听。请启动服务，或检查主机和端口。</translation>
    </message>
</context>
<context>
    <name>advice.other_address</name>
    <message>
        <source>Requests were sent to %1, which the service does not know. The preset &quot;%2&quot; documents %3: try that as --url, or the path that the service documents.</source>
        <translation>请求发往 %1，而服务不认识该地址。预设“%2”所记载的是 %3：请把它作为 --url 试一试，或使用服务文档中写明的路径。</translation>
    </message>
</context>
<context>
    <name>advice.proxy</name>
    <message>
        <source>Requests of target &quot;%1&quot; go through the proxy %2. Check it.</source>
        <translation>目标“%1”的请求经过代理 %2。请检查该代理。</translation>
    </message>
</context>
<context>
    <name>advice.proxy_user</name>
    <message>
        <source>The proxy %1 of target &quot;%2&quot; wants a user and a password, or other ones. Write them into its URL, the password as a reference: http://USER:env:NAME@HOST:PORT.</source>
        <translation>目标“%2”的代理 %1 要求用户名和密码，或其他的用户名和密码。请写在代理的 URL 中，密码用引用：http://USER:env:NAME@HOST:PORT。</translation>
    </message>
</context>
<context>
    <name>advice.redirect</name>
    <message>
        <source>The service sends requests to %1 elsewhere, and Weir doesn&apos;t follow, since that would be another measurement. Give the address that it names as the URL.</source>
        <translation>服务把发往 %1 的请求重定向到别处；Weir 不会跟随，因为那将是另一种测量。请把它给出的地址作为 URL。</translation>
    </message>
</context>
<context>
    <name>advice.self_signed</name>
    <message>
        <source>%1 signed its certificate itself. If it is the service that you mean, save that certificate and name it with --ca FILE (tls.ca of the target; &quot;Try once&quot; in the window does both). --insecure asks without a check.</source>
        <translation>%1 的证书由它自己签发。如果它就是要测试的服务，请保存该证书并用 --ca FILE 指明（目标的 tls.ca；窗口中的“试一次”可完成这两步）。--insecure 则不检查证书。</translation>
    </message>
</context>
<context>
    <name>advice.tls_expected</name>
    <message>
        <source>%1 closed without an answer. If it speaks HTTPS, try %2.</source>
        <translation>%1 未作应答就关闭了连接。如果它使用 HTTPS，请试试 %2。</translation>
    </message>
</context>
<context>
    <name>advice.tls_failed</name>
    <message>
        <source>No TLS session came about with %1. Check the port; if the service speaks plain HTTP there, try %2.</source>
        <translation>未能与 %1 建立 TLS 会话。请检查端口；如果服务在那里使用明文 HTTP，请试试 %2。</translation>
    </message>
</context>
<context>
    <name>advice.unknown_ca</name>
    <message>
        <source>Name the CA that signed the certificate of %1 with --ca FILE (tls.ca of the target), or put it among those that the system trusts. --insecure asks without a check.</source>
        <translation>请用 --ca FILE（目标的 tls.ca）指明签发 %1 证书的 CA，或将其加入系统信任的证书。--insecure 则不检查证书。</translation>
    </message>
</context>
<context>
    <name>attempt.advice_more_rows</name>
    <message>
        <source>Add rows, or let the source wrap or stop at its end.</source>
        <translation>请增加行，或让数据源在末尾循环或停止。</translation>
    </message>
</context>
<context>
    <name>attempt.empty_with_usage</name>
    <message>
        <source>A proper end, but not one token; the service&apos;s own count of them is %1.</source>
        <translation>正常结束，但没有一个 Token；服务自己的计数是 %1。</translation>
    </message>
</context>
<context>
    <name>attempt.no_row_left</name>
    <message>
        <source>The data source has no row left</source>
        <translation>数据源已没有剩余的行</translation>
    </message>
</context>
<context>
    <name>auth.header_needed</name>
    <message>
        <source>The auth scheme &quot;header&quot; needs the header&apos;s name</source>
        <translation>鉴权方式“header”需要请求头的名称</translation>
    </message>
</context>
<context>
    <name>calibration.advice_duration</name>
    <message>
        <source>Give 1 s to 10 min.</source>
        <translation>请填写 1 s 到 10 min。</translation>
    </message>
</context>
<context>
    <name>calibration.advice_full_disk</name>
    <message>
        <source>Look for a full disk; if it has room, this is an error in Weir.</source>
        <translation>请检查磁盘是否已满；若仍有空间，则是 Weir 的错误。</translation>
    </message>
</context>
<context>
    <name>calibration.advice_gap</name>
    <message>
        <source>Give 1 ms to 30 s.</source>
        <translation>请填写 1 ms 到 30 s。</translation>
    </message>
</context>
<context>
    <name>calibration.advice_less_load</name>
    <message>
        <source>Close what else runs on this machine, or lower the load.</source>
        <translation>请关闭本机上运行的其他程序，或降低负载。</translation>
    </message>
</context>
<context>
    <name>calibration.advice_load</name>
    <message>
        <source>Give it users or a rate.</source>
        <translation>请填写用户数或速率。</translation>
    </message>
</context>
<context>
    <name>calibration.advice_longer</name>
    <message>
        <source>Give a longer duration.</source>
        <translation>请填写更长的时长。</translation>
    </message>
</context>
<context>
    <name>calibration.advice_ttft</name>
    <message>
        <source>Give 0 to 30 s.</source>
        <translation>请填写 0 到 30 s。</translation>
    </message>
</context>
<context>
    <name>calibration.duration_out_of_range</name>
    <message>
        <source>The duration, %1, is out of range</source>
        <translation>时长 %1 超出范围</translation>
    </message>
</context>
<context>
    <name>calibration.gap_out_of_range</name>
    <message>
        <source>The gap between tokens, %1, is out of range</source>
        <translation>Token 间隔 %1 超出范围</translation>
    </message>
</context>
<context>
    <name>calibration.load_without_request</name>
    <message>
        <source>The load has no request to calibrate</source>
        <translation>负载中没有可供校准的请求</translation>
    </message>
</context>
<context>
    <name>calibration.no_temporary_folder</name>
    <message>
        <source>No temporary folder can be made: %1</source>
        <translation>无法创建临时文件夹：%1</translation>
    </message>
</context>
<context>
    <name>calibration.nothing_compared</name>
    <message>
        <source>Not one request of the measured part could be compared with the truth</source>
        <translation>测量部分没有任何请求能与真实行为比较</translation>
    </message>
</context>
<context>
    <name>calibration.reasons</name>
    <message>
        <source>%1 %2</source>
        <translation>%1此外，%2</translation>
    </message>
</context>
<context>
    <name>calibration.run_stopped</name>
    <message>
        <source>The calibration&apos;s own run is no basis: it was stopped</source>
        <translation>校准自身的运行不能作为依据：它已被停止</translation>
    </message>
</context>
<context>
    <name>calibration.run_unfit</name>
    <message>
        <source>The calibration&apos;s own run is no basis: %1</source>
        <translation>校准自身的运行不能作为依据：%1</translation>
    </message>
</context>
<context>
    <name>calibration.service_ended</name>
    <message>
        <source>The reference service ended by itself</source>
        <translation>参考服务自行结束了</translation>
    </message>
</context>
<context>
    <name>calibration.service_not_started</name>
    <message>
        <source>The reference service can&apos;t be started: %1</source>
        <translation>无法启动参考服务：%1</translation>
    </message>
</context>
<context>
    <name>calibration.truth_differs</name>
    <message>
        <source>Requests that differ from the truth in more than time: %1 of %2</source>
        <translation>与真实行为的差异不只在时间上的请求：%1 / %2</translation>
    </message>
</context>
<context>
    <name>calibration.ttft_out_of_range</name>
    <message>
        <source>The time to first token, %1, is out of range</source>
        <translation>首 Token 延迟 %1 超出范围</translation>
    </message>
</context>
<context>
    <name>calibration_gap.load_exceeded</name>
    <message>
        <source>the run&apos;s load went beyond the calibrated one</source>
        <translation>运行的负载超出了校准的负载</translation>
    </message>
</context>
<context>
    <name>calibration_gap.none_made</name>
    <message>
        <source>no calibration was made on this machine</source>
        <translation>这台机器还没有做过校准</translation>
    </message>
</context>
<context>
    <name>calibration_gap.not_recorded</name>
    <message>
        <source>the run was made without looking for a calibration</source>
        <translation>运行时没有查找校准</translation>
    </message>
</context>
<context>
    <name>calibration_gap.other_host</name>
    <message>
        <source>Weir, Qt, the kernel or the machine changed since the last calibration</source>
        <translation>上次校准之后 Weir、Qt、内核或机器有变化</translation>
    </message>
</context>
<context>
    <name>calibration_gap.other_load</name>
    <message>
        <source>no calibration on this machine covers this load</source>
        <translation>这台机器上的校准都不涵盖此负载</translation>
    </message>
</context>
<context>
    <name>calibration_gap.other_transport</name>
    <message>
        <source>this transport was not calibrated on this machine</source>
        <translation>这台机器没有校准过该传输层</translation>
    </message>
</context>
<context>
    <name>certificate.calibrate_again</name>
    <message>
        <source>Calibrate again.</source>
        <translation>请重新校准。</translation>
    </message>
</context>
<context>
    <name>certificate.damaged</name>
    <message>
        <source>The certificate is damaged at %1: %2</source>
        <translation>证书在 %1 处损坏：%2</translation>
    </message>
</context>
<context>
    <name>certificate.date_expected</name>
    <message>
        <source>A date and time is expected, like &quot;2026-01-31T12:00:00Z&quot;.</source>
        <translation>此处应为日期和时间，例如“2026-01-31T12:00:00Z”。</translation>
    </message>
</context>
<context>
    <name>certificate.delete_it</name>
    <message>
        <source>Delete it and calibrate again.</source>
        <translation>请删除它并重新校准。</translation>
    </message>
</context>
<context>
    <name>certificate.key_missing</name>
    <message>
        <source>This key is missing.</source>
        <translation>缺少此键。</translation>
    </message>
</context>
<context>
    <name>certificate.none</name>
    <message>
        <source>This is no certificate of a calibration</source>
        <translation>这不是校准证书</translation>
    </message>
</context>
<context>
    <name>certificate.unreadable</name>
    <message>
        <source>The certificate can&apos;t be read: %1</source>
        <translation>无法读取证书：%1</translation>
    </message>
</context>
<context>
    <name>certificate.unsaved</name>
    <message>
        <source>The certificate can&apos;t be saved: %1</source>
        <translation>无法保存证书：%1</translation>
    </message>
</context>
<context>
    <name>certificate.version</name>
    <message>
        <source>The certificate has version %1, and this program reads %2</source>
        <translation>证书的版本为 %1，而本程序读取的版本为 %2</translation>
    </message>
</context>
<context>
    <name>channel.not_built</name>
    <message>
        <source>This build has no channel for %1</source>
        <translation>此构建不含 %1 的通道</translation>
    </message>
</context>
<context>
    <name>channel.unknown_scheme</name>
    <message>
        <source>The scheme &quot;%1&quot; is none that Weir knows</source>
        <translation>Weir 不认识协议方案“%1”</translation>
    </message>
</context>
<context>
    <name>channel.usable_schemes</name>
    <message>
        <source>Use one of: %1.</source>
        <translation>请使用以下之一：%1。</translation>
    </message>
</context>
<context>
    <name>chart.chunks_per_second</name>
    <message>
        <source>chunks/s</source>
        <translation>数据块/s</translation>
    </message>
</context>
<context>
    <name>chart.chunks_until_usage</name>
    <message>
        <source>chunks/s until usage is known</source>
        <translation>得知用量之前按数据块/s 计</translation>
    </message>
</context>
<context>
    <name>chart.distribution_measured</name>
    <message>
        <source>measured phase, %1</source>
        <translation>测量阶段，%1</translation>
    </message>
</context>
<context>
    <name>chart.distribution_measured_beyond</name>
    <message>
        <source>measured phase, %1, %2 above %3 ms</source>
        <translation>测量阶段，%1，%2 个高于 %3 ms</translation>
    </message>
</context>
<context>
    <name>chart.distribution_stayed_empty</name>
    <message>
        <source>No token came in the measured phase.</source>
        <translation>测量阶段没有收到 Token。</translation>
    </message>
</context>
<context>
    <name>chart.distribution_steady_marks</name>
    <message>
        <source>%1; marks: steady window</source>
        <translation>%1；标记：稳态窗口</translation>
    </message>
</context>
<context>
    <name>chart.distribution_steady_marks_beyond</name>
    <message>
        <source>%1; marks: steady window, %2 above %3 ms</source>
        <translation>%1；标记：稳态窗口，%2 个高于 %3 ms</translation>
    </message>
</context>
<context>
    <name>chart.distribution_to_come</name>
    <message>
        <source>The distribution appears with the first token after the warm-up.</source>
        <translation>预热结束后，首个 Token 到达时显示分布。</translation>
    </message>
</context>
<context>
    <name>chart.error_classes</name>
    <message>
        <source>Error classes</source>
        <translation>错误类别</translation>
    </message>
</context>
<context>
    <name>chart.errors</name>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>chart.errors_per_second</name>
    <message>
        <source>errors/s</source>
        <translation>错误/s</translation>
    </message>
</context>
<context>
    <name>chart.gaps</name>
    <message>
        <source>Gaps between tokens</source>
        <translation>Token 间隔</translation>
    </message>
</context>
<context>
    <name>chart.gaps_longest_above</name>
    <message>
        <source>%1; the longest is %2 ms</source>
        <translation>%1；最长为 %2 ms</translation>
    </message>
</context>
<context>
    <name>chart.gaps_stayed_empty</name>
    <message>
        <source>No measured stream brought a second token.</source>
        <translation>测量中的流都没有收到第二个 Token。</translation>
    </message>
</context>
<context>
    <name>chart.gaps_to_come</name>
    <message>
        <source>Gaps appear with the second token of a measured stream.</source>
        <translation>测量中的流收到第二个 Token 后显示间隔。</translation>
    </message>
</context>
<context>
    <name>chart.goal_line</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>chart.load</name>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
</context>
<context>
    <name>chart.load_stayed_empty</name>
    <message>
        <source>No load was recorded.</source>
        <translation>没有记录到负载。</translation>
    </message>
</context>
<context>
    <name>chart.load_to_come</name>
    <message>
        <source>The planned and the actual load appear when the run starts.</source>
        <translation>运行开始后显示计划负载与实际负载。</translation>
    </message>
</context>
<context>
    <name>chart.milliseconds_per_second</name>
    <message>
        <source>ms, per second</source>
        <translation>ms，每秒</translation>
    </message>
</context>
<context>
    <name>chart.milliseconds_per_stretch</name>
    <message>
        <source>ms, per %1 s</source>
        <translation>ms，每 %1 s</translation>
    </message>
</context>
<context>
    <name>chart.no_error_classes</name>
    <message>
        <source>No request has failed.</source>
        <translation>没有请求失败。</translation>
    </message>
</context>
<context>
    <name>chart.no_errors_over_time</name>
    <message>
        <source>No request has failed. Errors appear here by class and time.</source>
        <translation>没有请求失败。错误将按类别和时间显示在此。</translation>
    </message>
</context>
<context>
    <name>chart.per_second_by_class</name>
    <message>
        <source>per second, by class</source>
        <translation>每秒，按类别</translation>
    </message>
</context>
<context>
    <name>chart.requests_per_second</name>
    <message>
        <source>requests/s</source>
        <translation>请求/s</translation>
    </message>
</context>
<context>
    <name>chart.series_cdf</name>
    <message>
        <source>CDF</source>
        <translation>CDF</translation>
    </message>
</context>
<context>
    <name>chart.series_decode</name>
    <message>
        <source>decode</source>
        <translation>解码</translation>
    </message>
</context>
<context>
    <name>chart.series_open_streams</name>
    <message>
        <source>open streams</source>
        <translation>并发流</translation>
    </message>
</context>
<context>
    <name>chart.series_output_chunks</name>
    <message>
        <source>output chunks/s</source>
        <translation>输出数据块/s</translation>
    </message>
</context>
<context>
    <name>chart.series_output_tokens</name>
    <message>
        <source>output tokens/s</source>
        <translation>输出 Token/s</translation>
    </message>
</context>
<context>
    <name>chart.series_outside_server</name>
    <message>
        <source>outside the server</source>
        <translation>服务端之外</translation>
    </message>
</context>
<context>
    <name>chart.series_planned</name>
    <message>
        <source>planned/s</source>
        <translation>计划/s</translation>
    </message>
</context>
<context>
    <name>chart.series_planned_users</name>
    <message>
        <source>planned users</source>
        <translation>计划用户</translation>
    </message>
</context>
<context>
    <name>chart.series_prefill</name>
    <message>
        <source>prefill</source>
        <translation>预填充</translation>
    </message>
</context>
<context>
    <name>chart.series_queue</name>
    <message>
        <source>queue</source>
        <translation>排队</translation>
    </message>
</context>
<context>
    <name>chart.series_server_unnamed</name>
    <message>
        <source>server, without a name</source>
        <translation>服务端，未具名</translation>
    </message>
</context>
<context>
    <name>chart.series_share</name>
    <message>
        <source>share</source>
        <translation>占比</translation>
    </message>
</context>
<context>
    <name>chart.series_started</name>
    <message>
        <source>started/s</source>
        <translation>已发起/s</translation>
    </message>
</context>
<context>
    <name>chart.server_times</name>
    <message>
        <source>Where the time went</source>
        <translation>时间花在何处</translation>
    </message>
</context>
<context>
    <name>chart.server_times_stayed_empty</name>
    <message>
        <source>No server told how it spent its time.</source>
        <translation>没有服务端报告其耗时。</translation>
    </message>
</context>
<context>
    <name>chart.server_times_subtitle</name>
    <message>
        <source>ms, mean of answers, as their server tells</source>
        <translation>ms，各回答的均值，按服务端所报</translation>
    </message>
</context>
<context>
    <name>chart.server_times_to_come</name>
    <message>
        <source>Queue, prefill and decode appear with the first answer whose server tells of them.</source>
        <translation>服务端随首个回答报告耗时后，此处显示排队、预填充与解码。</translation>
    </message>
</context>
<context>
    <name>chart.share_of_requests</name>
    <message>
        <source>share of requests</source>
        <translation>请求占比</translation>
    </message>
</context>
<context>
    <name>chart.streams</name>
    <message>
        <source>streams</source>
        <translation>流</translation>
    </message>
</context>
<context>
    <name>chart.throughput</name>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
</context>
<context>
    <name>chart.throughput_stayed_empty</name>
    <message>
        <source>No token came and no request succeeded.</source>
        <translation>没有收到 Token，也没有请求成功。</translation>
    </message>
</context>
<context>
    <name>chart.throughput_to_come</name>
    <message>
        <source>Tokens and finished requests a second appear once streams deliver.</source>
        <translation>流开始输出后，显示每秒 Token 数和完成的请求数。</translation>
    </message>
</context>
<context>
    <name>chart.time</name>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>chart.tokens_per_second</name>
    <message>
        <source>tokens/s</source>
        <translation>Token/s</translation>
    </message>
</context>
<context>
    <name>chart.ttft</name>
    <message>
        <source>Time to first token</source>
        <translation>首 Token 延迟 (TTFT)</translation>
    </message>
</context>
<context>
    <name>chart.ttft_distribution</name>
    <message>
        <source>TTFT distribution</source>
        <translation>TTFT 分布</translation>
    </message>
</context>
<context>
    <name>chart.ttft_stayed_empty</name>
    <message>
        <source>No token came in the measured phase.</source>
        <translation>测量阶段没有收到 Token。</translation>
    </message>
</context>
<context>
    <name>chart.ttft_to_come</name>
    <message>
        <source>Percentiles appear a second after the first token.</source>
        <translation>首个 Token 到达一秒后显示百分位。</translation>
    </message>
</context>
<context>
    <name>chart.users</name>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
</context>
<context>
    <name>chart.users_and_streams</name>
    <message>
        <source>users and open streams</source>
        <translation>用户与并发流</translation>
    </message>
</context>
<context>
    <name>chart.whole_run</name>
    <message>
        <source>whole run</source>
        <translation>整个运行</translation>
    </message>
</context>
<context>
    <name>chart.x_ttft</name>
    <message>
        <source>time to first token</source>
        <translation>首 Token 延迟 (TTFT)</translation>
    </message>
</context>
<context>
    <name>check.against_schema</name>
    <message>
        <source>%1 does not follow the schema: %2, at %3</source>
        <translation>%1不符合 schema：%2，位于 %3</translation>
    </message>
</context>
<context>
    <name>check.header_missing</name>
    <message>
        <source>The response has no header &quot;%1&quot;.</source>
        <translation>响应没有 &quot;%1&quot; 头。</translation>
    </message>
</context>
<context>
    <name>check.not_json</name>
    <message>
        <source>%1 is not JSON: %2.</source>
        <translation>%1不是 JSON：%2。</translation>
    </message>
</context>
<context>
    <name>check.nothing_there</name>
    <message>
        <source>it is empty</source>
        <translation>内容为空</translation>
    </message>
</context>
<context>
    <name>check.other_finish_reason</name>
    <message>
        <source>The finish reason is &quot;%1&quot;; &quot;%2&quot; is expected.</source>
        <translation>结束原因为“%1”；应为“%2”。</translation>
    </message>
</context>
<context>
    <name>check.other_header</name>
    <message>
        <source>The header &quot;%1&quot; is &quot;%2&quot;; &quot;%3&quot; is expected in it.</source>
        <translation>&quot;%1&quot; 头为 &quot;%2&quot;；其中应有 &quot;%3&quot;。</translation>
    </message>
</context>
<context>
    <name>check.other_status</name>
    <message>
        <source>The status is %1; %2 is expected.</source>
        <translation>状态码为 %1；应为 %2。</translation>
    </message>
</context>
<context>
    <name>check.other_value</name>
    <message>
        <source>%1 has %2 at &quot;%3&quot;; %4 is expected.</source>
        <translation>%1在 &quot;%3&quot; 处为 %2；应为 %4。</translation>
    </message>
</context>
<context>
    <name>check.pattern_does_not_match</name>
    <message>
        <source>%1 does not match &quot;%2&quot;.</source>
        <translation>%1不匹配 &quot;%2&quot;。</translation>
    </message>
</context>
<context>
    <name>check.pattern_gave_up</name>
    <message>
        <source>The expression &quot;%1&quot; was given up: it would take too many steps on this text.</source>
        <translation>表达式 &quot;%1&quot; 已放弃：在该文本上步骤过多。</translation>
    </message>
</context>
<context>
    <name>check.pattern_matches</name>
    <message>
        <source>%1 matches &quot;%2&quot;.</source>
        <translation>%1匹配 &quot;%2&quot;。</translation>
    </message>
</context>
<context>
    <name>check.place_missing</name>
    <message>
        <source>%1 has nothing at &quot;%2&quot;.</source>
        <translation>%1在 &quot;%2&quot; 处没有内容。</translation>
    </message>
</context>
<context>
    <name>check.several_values</name>
    <message>
        <source>several values stand behind each other</source>
        <translation>有多个值前后相连</translation>
    </message>
</context>
<context>
    <name>check.subject_answer</name>
    <message>
        <source>The answer</source>
        <translation>回答</translation>
    </message>
</context>
<context>
    <name>check.subject_body</name>
    <message>
        <source>The response&apos;s body</source>
        <translation>响应体</translation>
    </message>
</context>
<context>
    <name>check.text_missing</name>
    <message>
        <source>%1 does not contain &quot;%2&quot;.</source>
        <translation>%1不包含 &quot;%2&quot;。</translation>
    </message>
</context>
<context>
    <name>check.text_there</name>
    <message>
        <source>%1 contains &quot;%2&quot;.</source>
        <translation>%1包含 &quot;%2&quot;。</translation>
    </message>
</context>
<context>
    <name>check.too_deep</name>
    <message>
        <source>The check &quot;json_schema&quot; can&apos;t be decided: %1 is nested deeper than %2.</source>
        <translation>检查 &quot;json_schema&quot; 无法判定：%1嵌套超过 %2 层。</translation>
    </message>
</context>
<context>
    <name>check.too_few_characters</name>
    <message>
        <source>%1 has %2 characters; at least %3 are expected.</source>
        <translation>%1有 %2 个字符；至少应为 %3 个。</translation>
    </message>
</context>
<context>
    <name>check.too_few_tokens</name>
    <message>
        <source>The answer has %1 output tokens; at least %2 are expected.</source>
        <translation>回答有 %1 个输出 Token；应至少有 %2 个。</translation>
    </message>
</context>
<context>
    <name>check.too_long</name>
    <message>
        <source>The check &quot;%1&quot; can&apos;t be decided: the text is longer than what Weir keeps for checks (1 MiB).</source>
        <translation>检查 &quot;%1&quot; 无法判定：文本超过 Weir 为检查保留的长度（1 MiB）。</translation>
    </message>
</context>
<context>
    <name>check.too_many_characters</name>
    <message>
        <source>%1 has more than %2 characters: at least %3.</source>
        <translation>%1超过 %2 个字符：至少 %3 个。</translation>
    </message>
</context>
<context>
    <name>check.too_many_tokens</name>
    <message>
        <source>The answer has %1 output tokens; at most %2 are expected.</source>
        <translation>回答有 %1 个输出 Token；最多应为 %2 个。</translation>
    </message>
</context>
<context>
    <name>cli.add_tls</name>
    <message>
        <source>Add --tls.</source>
        <translation>请加上 --tls。</translation>
    </message>
</context>
<context>
    <name>cli.against_advice</name>
    <message>
        <source>Name one with --check: a preset&apos;s file or name.</source>
        <translation>请用 --check 指定一个预设：它的文件或名称。</translation>
    </message>
</context>
<context>
    <name>cli.against_what</name>
    <message>
        <source>A transcript needs a preset that decodes it</source>
        <translation>转录需要一个能解码它的预设</translation>
    </message>
</context>
<context>
    <name>cli.arrivals_known</name>
    <message>
        <source>Use even, uniform, poisson or gamma:SHAPE.</source>
        <translation>请使用 even、uniform、poisson 或 gamma:SHAPE。</translation>
    </message>
</context>
<context>
    <name>cli.arrivals_without_number</name>
    <message>
        <source>&quot;%1&quot; takes no number</source>
        <translation>“%1”不带数字</translation>
    </message>
</context>
<context>
    <name>cli.certificate_without_tls</name>
    <message>
        <source>There is no certificate without TLS</source>
        <translation>不使用 TLS 时没有证书</translation>
    </message>
</context>
<context>
    <name>cli.change_group_with_set</name>
    <message>
        <source>Change one with --set, like --set load.groups.0.duration=1m.</source>
        <translation>请用 --set 更改其中一个，例如 --set load.groups.0.duration=1m。</translation>
    </message>
</context>
<context>
    <name>cli.choose_another_name</name>
    <message>
        <source>Choose another name, or move the file away.</source>
        <translation>请另选名称，或移走该文件。</translation>
    </message>
</context>
<context>
    <name>cli.choose_another_place</name>
    <message>
        <source>Choose another file for one of them.</source>
        <translation>请为其中之一另选文件。</translation>
    </message>
</context>
<context>
    <name>cli.choose_writable_place</name>
    <message>
        <source>Choose a place that can be written to.</source>
        <translation>请选择可以写入的位置。</translation>
    </message>
</context>
<context>
    <name>cli.empty_value</name>
    <message>
        <source>The value is empty</source>
        <translation>值为空</translation>
    </message>
</context>
<context>
    <name>cli.empty_value_advice</name>
    <message>
        <source>Leave the option away, or look whether a variable of the shell is unset.</source>
        <translation>请省略该选项，或检查 shell 变量是否未设置。</translation>
    </message>
</context>
<context>
    <name>cli.gamma_like</name>
    <message>
        <source>Write gamma:0.5 for bursts, gamma:4 for regular gaps; gamma:1 is poisson.</source>
        <translation>成簇到达请写 gamma:0.5，间隔规律请写 gamma:4；gamma:1 即 poisson。</translation>
    </message>
</context>
<context>
    <name>cli.gamma_shape_missing</name>
    <message>
        <source>Gamma arrivals need a shape above 0</source>
        <translation>gamma 到达方式需要大于 0 的形状</translation>
    </message>
</context>
<context>
    <name>cli.give_duration</name>
    <message>
        <source>Give a --duration too.</source>
        <translation>请同时指定 --duration。</translation>
    </message>
</context>
<context>
    <name>cli.give_rate</name>
    <message>
        <source>Give --rate too.</source>
        <translation>请同时给出 --rate。</translation>
    </message>
</context>
<context>
    <name>cli.give_rate_or_vus</name>
    <message>
        <source>Give --rate or --vus too, which replaces it.</source>
        <translation>请同时指定 --rate 或 --vus，由它替换场景的负载。</translation>
    </message>
</context>
<context>
    <name>cli.give_vus_or_rate</name>
    <message>
        <source>Give --vus, or --rate with --cap and --arrivals.</source>
        <translation>请指定 --vus，或指定 --rate 并配合 --cap 和 --arrivals。</translation>
    </message>
</context>
<context>
    <name>cli.import_body_too_large</name>
    <message>
        <source>it has more than 16 MiB</source>
        <translation>其大小超过 16 MiB</translation>
    </message>
</context>
<context>
    <name>cli.import_unreadable</name>
    <message>
        <source>The text can&apos;t be read: %1</source>
        <translation>无法读取文本：%1</translation>
    </message>
</context>
<context>
    <name>cli.internal_error</name>
    <message>
        <source>Internal error: %1</source>
        <translation>内部错误：%1</translation>
    </message>
</context>
<context>
    <name>cli.load_has_course</name>
    <message>
        <source>The scenario&apos;s load has a course of its own</source>
        <translation>场景的负载有自己的变化过程</translation>
    </message>
</context>
<context>
    <name>cli.many_groups</name>
    <message>
        <source>The scenario has %1 load groups, and the options for the load don&apos;t say which they mean</source>
        <translation>场景有 %1 个负载组，而负载选项没有说明指的是哪一个</translation>
    </message>
</context>
<context>
    <name>cli.no_certificate</name>
    <message>
        <source>No certificate for the transport %1: %2</source>
        <translation>传输层 %1 没有证书：%2</translation>
    </message>
</context>
<context>
    <name>cli.no_certificates</name>
    <message>
        <source>No certificates in %1</source>
        <translation>%1 中没有证书</translation>
    </message>
</context>
<context>
    <name>cli.not_known</name>
    <message>
        <source>&quot;%1&quot; is not known</source>
        <translation>没有“%1”</translation>
    </message>
</context>
<context>
    <name>cli.only_gamma_has_shape</name>
    <message>
        <source>Only gamma has a shape: gamma:0.5.</source>
        <translation>只有 gamma 带形状：gamma:0.5。</translation>
    </message>
</context>
<context>
    <name>cli.open_load_needs_rate</name>
    <message>
        <source>This is of an open load, and nothing says how many requests come a second</source>
        <translation>这属于开环负载，但没有说明每秒到达多少个请求</translation>
    </message>
</context>
<context>
    <name>cli.output_lost</name>
    <message>
        <source>The output could not be written to standard output: %1</source>
        <translation>无法写到标准输出：%1</translation>
    </message>
</context>
<context>
    <name>cli.output_not_writable</name>
    <message>
        <source>The file of %1 can&apos;t be written: %2</source>
        <translation>无法写入 %1 的文件：%2</translation>
    </message>
</context>
<context>
    <name>cli.outputs_share_place</name>
    <message>
        <source>%1 and %2 would go to the same place</source>
        <translation>%1 和 %2 会写到同一个地方</translation>
    </message>
</context>
<context>
    <name>cli.project_exists</name>
    <message>
        <source>There is a file already</source>
        <translation>已有一个文件</translation>
    </message>
</context>
<context>
    <name>cli.project_exists_advice</name>
    <message>
        <source>Choose another name, or move it away first.</source>
        <translation>请另选名称，或先将其移开。</translation>
    </message>
</context>
<context>
    <name>cli.ramp_without_duration</name>
    <message>
        <source>A ramp needs to know how long the load holds after it</source>
        <translation>线性爬升需要知道之后负载保持多久</translation>
    </message>
</context>
<context>
    <name>cli.run_file_exists</name>
    <message>
        <source>The run file exists already</source>
        <translation>运行文件已存在</translation>
    </message>
</context>
<context>
    <name>cli.run_unsaved</name>
    <message>
        <source>The run ends, since it can&apos;t be saved: %1</source>
        <translation>无法保存，运行就此结束：%1</translation>
    </message>
</context>
<context>
    <name>cli.transcript_too_large</name>
    <message>
        <source>A transcript has at most %1 bytes</source>
        <translation>转录最多 %1 字节</translation>
    </message>
</context>
<context>
    <name>cli.transcript_unreadable</name>
    <message>
        <source>The transcript can&apos;t be read: %1</source>
        <translation>无法读取转录：%1</translation>
    </message>
</context>
<context>
    <name>cli.use_all_or</name>
    <message>
        <source>Use all or one of: %1.</source>
        <translation>请使用 all 或以下之一：%1。</translation>
    </message>
</context>
<context>
    <name>cli.users_and_rate</name>
    <message>
        <source>Users (closed load) and a rate (open load) exclude each other</source>
        <translation>用户数（闭环负载）与速率（开环负载）不能同时使用</translation>
    </message>
</context>
<context>
    <name>connection.closed</name>
    <message>
        <source>The other side closed the connection.</source>
        <translation>对方关闭了连接。</translation>
    </message>
</context>
<context>
    <name>connection.no_room</name>
    <message>
        <source>This machine has no room for another connection.</source>
        <translation>本机没有余量建立新的连接。</translation>
    </message>
</context>
<context>
    <name>connection.no_such_host</name>
    <message>
        <source>There is no host of this name.</source>
        <translation>没有这个名称的主机。</translation>
    </message>
</context>
<context>
    <name>connection.no_such_proxy</name>
    <message>
        <source>There is no proxy of this name.</source>
        <translation>没有这个名称的代理。</translation>
    </message>
</context>
<context>
    <name>connection.proxy_closed</name>
    <message>
        <source>The proxy closed the connection.</source>
        <translation>代理关闭了连接。</translation>
    </message>
</context>
<context>
    <name>connection.proxy_refuses</name>
    <message>
        <source>The proxy refuses connections.</source>
        <translation>代理拒绝连接。</translation>
    </message>
</context>
<context>
    <name>connection.proxy_timed_out</name>
    <message>
        <source>The proxy did not answer in time.</source>
        <translation>代理没有及时响应。</translation>
    </message>
</context>
<context>
    <name>connection.proxy_wants_name</name>
    <message>
        <source>The proxy wants to know who asks.</source>
        <translation>代理要求说明请求者的身份。</translation>
    </message>
</context>
<context>
    <name>connection.refused</name>
    <message>
        <source>The host refuses connections to this port.</source>
        <translation>主机拒绝到此端口的连接。</translation>
    </message>
</context>
<context>
    <name>connection.timed_out</name>
    <message>
        <source>The network did not answer in time.</source>
        <translation>网络没有及时响应。</translation>
    </message>
</context>
<context>
    <name>conversation.no_messages</name>
    <message>
        <source>The body has no list of messages that could carry a conversation</source>
        <translation>请求体没有可以携带对话的消息列表</translation>
    </message>
</context>
<context>
    <name>conversation.no_messages_advice</name>
    <message>
        <source>Choose a vendor whose body has &quot;messages&quot;, &quot;contents&quot; or &quot;input&quot; as a list, or write such a body.</source>
        <translation>请选择请求体中“messages”、“contents”或“input”为列表的厂商，或自己写这样的请求体。</translation>
    </message>
</context>
<context>
    <name>counted.connection</name>
    <message>
        <source>%1 connection</source>
        <translation>%1 个连接</translation>
    </message>
</context>
<context>
    <name>counted.connections</name>
    <message>
        <source>%1 connections</source>
        <translation>%1 个连接</translation>
    </message>
</context>
<context>
    <name>counted.replica</name>
    <message>
        <source>%1 replica</source>
        <translation>%1 个副本</translation>
    </message>
</context>
<context>
    <name>counted.replicas</name>
    <message>
        <source>%1 replicas</source>
        <translation>%1 个副本</translation>
    </message>
</context>
<context>
    <name>counted.request</name>
    <message>
        <source>%1 request</source>
        <translation>%1 个请求</translation>
    </message>
</context>
<context>
    <name>counted.requests</name>
    <message>
        <source>%1 requests</source>
        <translation>%1 个请求</translation>
    </message>
</context>
<context>
    <name>counted.run</name>
    <message>
        <source>%1 run</source>
        <translation>%1 次运行</translation>
    </message>
</context>
<context>
    <name>counted.runs</name>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
</context>
<context>
    <name>counted.sample</name>
    <message>
        <source>%1 sample</source>
        <translation>%1 个样本</translation>
    </message>
</context>
<context>
    <name>counted.samples</name>
    <message>
        <source>%1 samples</source>
        <translation>%1 个样本</translation>
    </message>
</context>
<context>
    <name>counted.stream</name>
    <message>
        <source>%1 stream</source>
        <translation>%1 个流</translation>
    </message>
</context>
<context>
    <name>counted.streams</name>
    <message>
        <source>%1 streams</source>
        <translation>%1 个流</translation>
    </message>
</context>
<context>
    <name>counted.time</name>
    <message>
        <source>%1 time</source>
        <translation>%1 次</translation>
    </message>
</context>
<context>
    <name>counted.times</name>
    <message>
        <source>%1 times</source>
        <translation>%1 次</translation>
    </message>
</context>
<context>
    <name>counted.token</name>
    <message>
        <source>%1 token</source>
        <translation>%1 个 Token</translation>
    </message>
</context>
<context>
    <name>counted.tokens</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个 Token</translation>
    </message>
</context>
<context>
    <name>counted.user</name>
    <message>
        <source>%1 user</source>
        <translation>%1 个用户</translation>
    </message>
</context>
<context>
    <name>counted.users</name>
    <message>
        <source>%1 users</source>
        <translation>%1 个用户</translation>
    </message>
</context>
<context>
    <name>csv.behind_quote</name>
    <message>
        <source>A quoted field goes on behind its closing quote</source>
        <translation>带引号的字段在结束引号之后还有内容</translation>
    </message>
</context>
<context>
    <name>csv.close_quote</name>
    <message>
        <source>Close it; a quote inside a quoted field is written twice.</source>
        <translation>请补上结束引号；带引号的字段中的引号须写两次。</translation>
    </message>
</context>
<context>
    <name>csv.double_quotes</name>
    <message>
        <source>A quote inside a quoted field is written twice.</source>
        <translation>带引号的字段中的引号须写两次。</translation>
    </message>
</context>
<context>
    <name>csv.field_count</name>
    <message>
        <source>The row has %1 fields, the first line names %2</source>
        <translation>该行有 %1 个字段，首行列出了 %2 个</translation>
    </message>
</context>
<context>
    <name>csv.look_for_quote</name>
    <message>
        <source>Look whether a quoted field here is not closed.</source>
        <translation>请检查此处是否有带引号的字段没有结束。</translation>
    </message>
</context>
<context>
    <name>csv.name_twice</name>
    <message>
        <source>Two fields have the name &quot;%1&quot;</source>
        <translation>有两个字段都叫“%1”</translation>
    </message>
</context>
<context>
    <name>csv.not_utf8</name>
    <message>
        <source>The row is not UTF-8</source>
        <translation>该行不是 UTF-8</translation>
    </message>
</context>
<context>
    <name>csv.quote_fields</name>
    <message>
        <source>Put fields that have a separator or a line break in quotes.</source>
        <translation>请给含有分隔符或换行的字段加上引号。</translation>
    </message>
</context>
<context>
    <name>csv.quote_names</name>
    <message>
        <source>Put names that have one of them in quotes, or write a line sep=; (or another) above.</source>
        <translation>请给含有其中之一的名称加上引号，或在上方写一行 sep=;（或其他分隔符）。</translation>
    </message>
</context>
<context>
    <name>csv.quote_open</name>
    <message>
        <source>A quoted field that begins here is not closed</source>
        <translation>从此处开始的带引号的字段没有结束</translation>
    </message>
</context>
<context>
    <name>csv.record_too_long</name>
    <message>
        <source>The row is longer than %1</source>
        <translation>该行超过 %1</translation>
    </message>
</context>
<context>
    <name>csv.rename_field</name>
    <message>
        <source>Rename one of them.</source>
        <translation>请给其中一个改名。</translation>
    </message>
</context>
<context>
    <name>csv.save_as_utf8</name>
    <message>
        <source>Save the table as &quot;CSV UTF-8&quot;.</source>
        <translation>请将表格另存为“CSV UTF-8”。</translation>
    </message>
</context>
<context>
    <name>csv.two_separators</name>
    <message>
        <source>It can&apos;t be told which of comma, semicolon and tab parts the fields</source>
        <translation>无法判断字段之间用的是逗号、分号还是制表符</translation>
    </message>
</context>
<context>
    <name>curl.no_descriptor</name>
    <message>
        <source>The system has no file descriptor left (ulimit -n)</source>
        <translation>系统已没有可用的文件描述符（ulimit -n）</translation>
    </message>
</context>
<context>
    <name>curl.no_response</name>
    <message>
        <source>The connection closed without a response</source>
        <translation>连接已关闭，没有收到响应</translation>
    </message>
</context>
<context>
    <name>curl.not_sent_again</name>
    <message>
        <source>The connection closed without a response; the request was not sent again</source>
        <translation>连接已关闭，没有收到响应；请求没有重发</translation>
    </message>
</context>
<context>
    <name>curl.request_not_taken</name>
    <message>
        <source>libcurl does not take the request</source>
        <translation>libcurl 不接受该请求</translation>
    </message>
</context>
<context>
    <name>data.behind_list</name>
    <message>
        <source>Something stands behind the end of the list</source>
        <translation>列表结束之后还有内容</translation>
    </message>
</context>
<context>
    <name>data.convert</name>
    <message>
        <source>Unpack it, or save it as JSON lines or CSV first.</source>
        <translation>请先解压，或另存为 JSON 行或 CSV。</translation>
    </message>
</context>
<context>
    <name>data.convert_parquet</name>
    <message>
        <source>Make JSON lines of it first: duckdb -c &quot;COPY &apos;FILE.parquet&apos; TO &apos;FILE.jsonl&apos;&quot;, or pandas.read_parquet(...).to_json(..., orient=&apos;records&apos;, lines=True).</source>
        <translation>请先转成 JSON 行：duckdb -c &quot;COPY &apos;FILE.parquet&apos; TO &apos;FILE.jsonl&apos;&quot;，或 pandas.read_parquet(...).to_json(..., orient=&apos;records&apos;, lines=True)。</translation>
    </message>
</context>
<context>
    <name>data.document_open</name>
    <message>
        <source>The document is not closed: the file ends too early</source>
        <translation>文档没有闭合：文件过早结束</translation>
    </message>
</context>
<context>
    <name>data.element_not_json</name>
    <message>
        <source>The row is not a JSON object: %1</source>
        <translation>该行不是 JSON 对象：%1</translation>
    </message>
</context>
<context>
    <name>data.element_open</name>
    <message>
        <source>The row that begins here is not closed: the file ends too early</source>
        <translation>从此处开始的行没有结束：文件过早结束</translation>
    </message>
</context>
<context>
    <name>data.element_too_long</name>
    <message>
        <source>The row that begins here is longer than %1</source>
        <translation>从此处开始的行超过 %1</translation>
    </message>
</context>
<context>
    <name>data.fetch_whole</name>
    <message>
        <source>Fetch the file again; a part of it is missing.</source>
        <translation>请重新获取该文件；它缺少一部分。</translation>
    </message>
</context>
<context>
    <name>data.key_twice</name>
    <message>
        <source>the key %1 stands there more than once</source>
        <translation>键 %1 在那里出现了不止一次</translation>
    </message>
</context>
<context>
    <name>data.known_forms</name>
    <message>
        <source>Data are JSON lines, a JSON list of objects, or CSV whose first line names the fields; name a file with one field .csv.</source>
        <translation>数据可以是 JSON 行、由对象组成的 JSON 列表，或首行列出字段名的 CSV；只有一个字段的文件请以 .csv 命名。</translation>
    </message>
</context>
<context>
    <name>data.known_speakers</name>
    <message>
        <source>There are: %1.</source>
        <translation>可用的有：%1。</translation>
    </message>
</context>
<context>
    <name>data.line_not_json</name>
    <message>
        <source>The line is not a JSON object: %1</source>
        <translation>该行不是 JSON 对象：%1</translation>
    </message>
</context>
<context>
    <name>data.line_not_utf8</name>
    <message>
        <source>The line is not UTF-8</source>
        <translation>该行不是 UTF-8</translation>
    </message>
</context>
<context>
    <name>data.list_of_objects</name>
    <message>
        <source>The list holds objects, like {&quot;prompt&quot;: &quot;...&quot;}.</source>
        <translation>列表由对象组成，例如 {&quot;prompt&quot;: &quot;...&quot;}。</translation>
    </message>
</context>
<context>
    <name>data.list_open</name>
    <message>
        <source>The list is not closed: the file ends too early</source>
        <translation>列表没有结束：文件过早结束</translation>
    </message>
</context>
<context>
    <name>data.look_at_rows</name>
    <message>
        <source>Look whether the source&apos;s `rows` names the list.</source>
        <translation>请检查数据源的 `rows` 是否指向列表。</translation>
    </message>
</context>
<context>
    <name>data.look_for_end</name>
    <message>
        <source>Look whether a quote or a bracket in it is not closed.</source>
        <translation>请检查其中是否有引号或括号没有结束。</translation>
    </message>
</context>
<context>
    <name>data.make_room</name>
    <message>
        <source>Make room there, or name another folder by the variable TMPDIR.</source>
        <translation>请在那里腾出空间，或用变量 TMPDIR 指定另一个目录。</translation>
    </message>
</context>
<context>
    <name>data.mark_inside</name>
    <message>
        <source>a byte order mark stands before it, as where files were joined</source>
        <translation>它前面有一个字节顺序标记，像是由多个文件拼接而成</translation>
    </message>
</context>
<context>
    <name>data.mend_value</name>
    <message>
        <source>Mend the row, change the rule in map, or let bad_rows skip it.</source>
        <translation>请修正该行，修改 map 中的规则，或让 bad_rows 跳过它。</translation>
    </message>
</context>
<context>
    <name>data.names_no_file</name>
    <message>
        <source>The data source &quot;%1&quot; names no file</source>
        <translation>数据源“%1”没有指定文件</translation>
    </message>
</context>
<context>
    <name>data.no_comma</name>
    <message>
        <source>A comma, or the end of the list, is expected here</source>
        <translation>此处应为逗号或列表的结尾</translation>
    </message>
</context>
<context>
    <name>data.no_list</name>
    <message>
        <source>A list [ ] is expected here</source>
        <translation>此处应为列表 [ ]</translation>
    </message>
</context>
<context>
    <name>data.no_member</name>
    <message>
        <source>There is no &quot;%1&quot; in the object that ends here</source>
        <translation>在此结束的对象中没有“%1”</translation>
    </message>
</context>
<context>
    <name>data.no_object</name>
    <message>
        <source>it is no object { }</source>
        <translation>它不是对象 { }</translation>
    </message>
</context>
<context>
    <name>data.no_object_on_way</name>
    <message>
        <source>An object with &quot;%1&quot; is expected here</source>
        <translation>此处应为含有“%1”的对象</translation>
    </message>
</context>
<context>
    <name>data.no_text</name>
    <message>
        <source>Rows can&apos;t be read from a .%1 file</source>
        <translation>无法从 .%1 文件读取行</translation>
    </message>
</context>
<context>
    <name>data.no_turns</name>
    <message>
        <source>The field &quot;%1&quot; of the row has no turn of a user</source>
        <translation>数据行的字段“%1”中没有用户的轮次</translation>
    </message>
</context>
<context>
    <name>data.one_list</name>
    <message>
        <source>The file is one list [ ] of objects, or one object a line.</source>
        <translation>文件是一个由对象组成的列表 [ ]，或每行一个对象。</translation>
    </message>
</context>
<context>
    <name>data.one_object_a_line</name>
    <message>
        <source>Every line is one JSON object, like {&quot;prompt&quot;: &quot;...&quot;}, or the file is one list [ ] of objects.</source>
        <translation>每行是一个 JSON 对象，例如 {&quot;prompt&quot;: &quot;...&quot;}，或者整个文件是一个由对象组成的列表 [ ]。</translation>
    </message>
</context>
<context>
    <name>data.rename_one</name>
    <message>
        <source>Name one of them in map, by its own name, and call it otherwise.</source>
        <translation>请在 map 中按原名指定其中一个，并另行命名。</translation>
    </message>
</context>
<context>
    <name>data.split_or_sample</name>
    <message>
        <source>Split it, or take a sample of its rows.</source>
        <translation>请拆分该文件，或抽取一部分行。</translation>
    </message>
</context>
<context>
    <name>data.store_failed</name>
    <message>
        <source>The rows can&apos;t be kept in a file of %1: %2</source>
        <translation>无法把行保存到 %1 的文件中：%2</translation>
    </message>
</context>
<context>
    <name>data.text_open</name>
    <message>
        <source>A text is not closed</source>
        <translation>文本没有闭合</translation>
    </message>
</context>
<context>
    <name>data.too_many_digits</name>
    <message>
        <source>a number has more digits than 64 bits hold, or is not written as JSON writes it; put long ones in quotes</source>
        <translation>有一个数字的位数超出 64 位所能容纳的范围，或不符合 JSON 的写法；长数字请加引号</translation>
    </message>
</context>
<context>
    <name>data.turns_advice</name>
    <message>
        <source>Expected is a list of texts, of {role, content} or of {from, value}.</source>
        <translation>应为文本、{role, content} 或 {from, value} 的列表。</translation>
    </message>
</context>
<context>
    <name>data.two_get_name</name>
    <message>
        <source>Two of its fields get the name &quot;%1&quot;</source>
        <translation>它的两个字段得到同一个名称“%1”</translation>
    </message>
</context>
<context>
    <name>data.unknown_form</name>
    <message>
        <source>This is neither JSON nor CSV</source>
        <translation>这既不是 JSON，也不是 CSV</translation>
    </message>
</context>
<context>
    <name>data.unknown_speaker</name>
    <message>
        <source>&quot;%1&quot; is no speaker that is known</source>
        <translation>“%1”不是已知的说话者</translation>
    </message>
</context>
<context>
    <name>data.wrong_value</name>
    <message>
        <source>The field &quot;%1&quot; can&apos;t be %2: its value is %3</source>
        <translation>字段“%1”不能成为 %2：其值为 %3</translation>
    </message>
</context>
<context>
    <name>decoding.behind_the_end</name>
    <message>
        <source>behind the end: ignored</source>
        <translation>在结束之后：忽略</translation>
    </message>
</context>
<context>
    <name>decoding.cached</name>
    <message>
        <source>cached %1</source>
        <translation>缓存 %1</translation>
    </message>
</context>
<context>
    <name>decoding.chunks</name>
    <message>
        <source>chunks %1</source>
        <translation>数据块 %1</translation>
    </message>
</context>
<context>
    <name>decoding.code</name>
    <message>
        <source>code %1</source>
        <translation>代码 %1</translation>
    </message>
</context>
<context>
    <name>decoding.decode</name>
    <message>
        <source>decode %1</source>
        <translation>解码 %1</translation>
    </message>
</context>
<context>
    <name>decoding.finish</name>
    <message>
        <source>finish %1</source>
        <translation>结束 %1</translation>
    </message>
</context>
<context>
    <name>decoding.finish_reason</name>
    <message>
        <source>finish reason %1</source>
        <translation>结束原因 %1</translation>
    </message>
</context>
<context>
    <name>decoding.inference</name>
    <message>
        <source>inference %1</source>
        <translation>推断 %1</translation>
    </message>
</context>
<context>
    <name>decoding.input</name>
    <message>
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
</context>
<context>
    <name>decoding.more_events</name>
    <message>
        <source>%1 more events are not shown</source>
        <translation>还有 %1 个事件未显示</translation>
    </message>
</context>
<context>
    <name>decoding.outcome</name>
    <message>
        <source>outcome %1</source>
        <translation>结果 %1</translation>
    </message>
</context>
<context>
    <name>decoding.outcome_and_words</name>
    <message>
        <source>outcome %1 - %2</source>
        <translation>结果 %1 – %2</translation>
    </message>
</context>
<context>
    <name>decoding.output</name>
    <message>
        <source>output %1</source>
        <translation>输出 %1</translation>
    </message>
</context>
<context>
    <name>decoding.place</name>
    <message>
        <source>  %1: %2 event(s), like %3</source>
        <translation>  %1：%2 个事件，例如 %3</translation>
    </message>
</context>
<context>
    <name>decoding.place_varies</name>
    <message>
        <source>  %1: %2 event(s), each time another text, like %3</source>
        <translation>  %1：%2 个事件，每次文本不同，例如 %3</translation>
    </message>
</context>
<context>
    <name>decoding.prefill</name>
    <message>
        <source>prefill %1</source>
        <translation>预填充 %1</translation>
    </message>
</context>
<context>
    <name>decoding.queue</name>
    <message>
        <source>queue %1</source>
        <translation>排队 %1</translation>
    </message>
</context>
<context>
    <name>decoding.reasoning</name>
    <message>
        <source>reasoning %1</source>
        <translation>推理 %1</translation>
    </message>
</context>
<context>
    <name>decoding.reasoning_tokens</name>
    <message>
        <source>reasoning %1</source>
        <translation>推理 %1</translation>
    </message>
</context>
<context>
    <name>decoding.server_times</name>
    <message>
        <source>server times %1</source>
        <translation>服务端时间 %1</translation>
    </message>
</context>
<context>
    <name>decoding.the_end</name>
    <message>
        <source>the end</source>
        <translation>结束</translation>
    </message>
</context>
<context>
    <name>decoding.times</name>
    <message>
        <source>times %1</source>
        <translation>时间 %1</translation>
    </message>
</context>
<context>
    <name>decoding.tool_call</name>
    <message>
        <source>tool call %1</source>
        <translation>工具调用 %1</translation>
    </message>
</context>
<context>
    <name>decoding.total</name>
    <message>
        <source>total %1</source>
        <translation>合计 %1</translation>
    </message>
</context>
<context>
    <name>decoding.unread</name>
    <message>
        <source>no rule of the preset reads these places</source>
        <translation>预设的任何规则都未读取这些位置</translation>
    </message>
</context>
<context>
    <name>decoding.usage</name>
    <message>
        <source>usage %1</source>
        <translation>用量 %1</translation>
    </message>
</context>
<context>
    <name>drill.exhausted_compute</name>
    <message>
        <source>%1 of the computing power gone</source>
        <translation>失去 %1 的算力</translation>
    </message>
</context>
<context>
    <name>drill.exhausted_kv</name>
    <message>
        <source>%1 of the KV cache gone</source>
        <translation>失去 %1 的 KV 缓存</translation>
    </message>
</context>
<context>
    <name>drill.exhausted_queue</name>
    <message>
        <source>%1 of the queue gone</source>
        <translation>失去 %1 的队列</translation>
    </message>
</context>
<context>
    <name>drill.latency</name>
    <message>
        <source>latency %1 ± %2</source>
        <translation>延迟 %1 ± %2</translation>
    </message>
</context>
<context>
    <name>drill.loss_of_one_replica</name>
    <message>
        <source>loss of 1 replica</source>
        <translation>丢失 1 个副本</translation>
    </message>
</context>
<context>
    <name>drill.loss_of_replicas</name>
    <message>
        <source>loss of %1 replicas</source>
        <translation>丢失 %1 个副本</translation>
    </message>
</context>
<context>
    <name>drill.partition_clients</name>
    <message>
        <source>partition from %1 of the clients</source>
        <translation>与 %1 的客户端之间网络分区</translation>
    </message>
</context>
<context>
    <name>drill.partition_replicas</name>
    <message>
        <source>partition from %1 of the replicas</source>
        <translation>与 %1 的副本之间网络分区</translation>
    </message>
</context>
<context>
    <name>drill.slow_network</name>
    <message>
        <source>slow network, %1 bytes/s a connection</source>
        <translation>慢速网络，每个连接 %1 字节/s</translation>
    </message>
</context>
<context>
    <name>duration.empty</name>
    <message>
        <source>&quot;%1&quot; is not a duration: it is empty</source>
        <translation>“%1”不是时长：内容为空</translation>
    </message>
</context>
<context>
    <name>duration.number_expected</name>
    <message>
        <source>&quot;%1&quot; is not a duration: a number is expected at &quot;%2&quot;</source>
        <translation>“%1”不是时长：“%2”处应为数字</translation>
    </message>
</context>
<context>
    <name>duration.too_long</name>
    <message>
        <source>&quot;%1&quot; is not a duration: it is longer than 292 years</source>
        <translation>“%1”不是时长：超过 292 年</translation>
    </message>
</context>
<context>
    <name>duration.unit_missing</name>
    <message>
        <source>&quot;%1&quot; is not a duration: the unit is missing</source>
        <translation>“%1”不是时长：缺少单位</translation>
    </message>
</context>
<context>
    <name>duration.unit_unknown</name>
    <message>
        <source>&quot;%1&quot; is not a duration: the unit &quot;%2&quot; is unknown or out of order</source>
        <translation>“%1”不是时长：单位“%2”未知或顺序不对</translation>
    </message>
</context>
<context>
    <name>duration.write_it_like</name>
    <message>
        <source>Write it like 250ms, 30s, 5m or 1h30m.</source>
        <translation>请写成 250ms、30s、5m 或 1h30m。</translation>
    </message>
</context>
<context>
    <name>error.at_place</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>error.place_within</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>error.then_advice</name>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
</context>
<context>
    <name>error.with_advice</name>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
</context>
<context>
    <name>fault.given_twice</name>
    <message>
        <source>The fault %1 is given twice.</source>
        <translation>故障 %1 指定了两次。</translation>
    </message>
</context>
<context>
    <name>fault.how_to_write</name>
    <message>
        <source>Write KIND:SHARE with a share from 0 to 1, like truncate:0.05. Kinds: %1.</source>
        <translation>请写成 KIND:SHARE，占比为 0 到 1，例如 truncate:0.05。可用的种类：%1。</translation>
    </message>
</context>
<context>
    <name>fault.lower_shares</name>
    <message>
        <source>Lower them: a request meets one fault at most.</source>
        <translation>请降低占比：一个请求最多遇到一种故障。</translation>
    </message>
</context>
<context>
    <name>fault.no_such_kind</name>
    <message>
        <source>&quot;%1&quot; is not a kind of fault.</source>
        <translation>“%1”不是故障种类。</translation>
    </message>
</context>
<context>
    <name>fault.not_a_share</name>
    <message>
        <source>&quot;%1&quot; is not a share.</source>
        <translation>“%1”不是占比。</translation>
    </message>
</context>
<context>
    <name>fault.one_share_each</name>
    <message>
        <source>Give one share for each kind.</source>
        <translation>请为每个种类只指定一个占比。</translation>
    </message>
</context>
<context>
    <name>fault.share_out_of_range</name>
    <message>
        <source>The share of the fault %1 is not from 0 to 1.</source>
        <translation>故障 %1 的占比不在 0 到 1 之间。</translation>
    </message>
</context>
<context>
    <name>fault.shares_above_one</name>
    <message>
        <source>The shares of the faults add up to %1, more than 1.</source>
        <translation>各故障的占比之和为 %1，大于 1。</translation>
    </message>
</context>
<context>
    <name>fault.without_share</name>
    <message>
        <source>&quot;%1&quot; has no share.</source>
        <translation>“%1”没有占比。</translation>
    </message>
</context>
<context>
    <name>field.belongs_to_another</name>
    <message>
        <source>&quot;%1&quot; belongs to &quot;%2&quot;: &quot;%3&quot;.</source>
        <translation>“%1”属于“%2”：“%3”。</translation>
    </message>
</context>
<context>
    <name>field.choice_expected</name>
    <message>
        <source>One of %1 is expected.</source>
        <translation>此处应为以下之一：%1。</translation>
    </message>
</context>
<context>
    <name>field.decision_needed</name>
    <message>
        <source>It is needed: one of %1.</source>
        <translation>此项必填，须为以下之一：%1。</translation>
    </message>
</context>
<context>
    <name>field.duration_from_to_expected</name>
    <message>
        <source>A duration from %1 to %2 is expected.</source>
        <translation>此处应为 %1 到 %2 的时长。</translation>
    </message>
</context>
<context>
    <name>field.number_from_to_expected</name>
    <message>
        <source>A number from %1 to %2 is expected.</source>
        <translation>此处应为 %1 到 %2 的数字。</translation>
    </message>
</context>
<context>
    <name>field.too_many</name>
    <message>
        <source>At most %1 are possible.</source>
        <translation>最多可有 %1 个。</translation>
    </message>
</context>
<context>
    <name>field.whole_number_expected</name>
    <message>
        <source>A whole number from %1 to %2 is expected.</source>
        <translation>此处应为 %1 到 %2 的整数。</translation>
    </message>
</context>
<context>
    <name>figure.cap_wait</name>
    <message>
        <source>wait for the cap or for the answer before</source>
        <translation>因并发上限或上一回答未完的等待</translation>
    </message>
</context>
<context>
    <name>figure.connect</name>
    <message>
        <source>time to connect</source>
        <translation>连接耗时</translation>
    </message>
</context>
<context>
    <name>figure.decode</name>
    <message>
        <source>decode time told by the server</source>
        <translation>服务端报告的解码耗时</translation>
    </message>
</context>
<context>
    <name>figure.e2e</name>
    <message>
        <source>time to last token</source>
        <translation>端到端延迟</translation>
    </message>
</context>
<context>
    <name>figure.headers</name>
    <message>
        <source>time to the end of the head</source>
        <translation>响应头接收完成耗时</translation>
    </message>
</context>
<context>
    <name>figure.inference_time</name>
    <message>
        <source>inference time told by the server</source>
        <translation>服务端报告的推理时间</translation>
    </message>
</context>
<context>
    <name>figure.input_tokens_per_request</name>
    <message>
        <source>input tokens of a request</source>
        <translation>单个请求的输入 Token 数</translation>
    </message>
</context>
<context>
    <name>figure.itl</name>
    <message>
        <source>gap between chunks</source>
        <translation>数据块间隔</translation>
    </message>
</context>
<context>
    <name>figure.longest_gap</name>
    <message>
        <source>longest gap of a request</source>
        <translation>单个请求的最长间隔</translation>
    </message>
</context>
<context>
    <name>figure.output_tokens_per_request</name>
    <message>
        <source>output tokens of a request</source>
        <translation>单个请求的输出 Token 数</translation>
    </message>
</context>
<context>
    <name>figure.outside_server</name>
    <message>
        <source>time outside the server</source>
        <translation>服务端之外的耗时</translation>
    </message>
</context>
<context>
    <name>figure.prefill</name>
    <message>
        <source>prefill time told by the server</source>
        <translation>服务端报告的预填充耗时</translation>
    </message>
</context>
<context>
    <name>figure.queue</name>
    <message>
        <source>wait in the server&apos;s queue, told by the server</source>
        <translation>服务端报告的排队耗时</translation>
    </message>
</context>
<context>
    <name>figure.response_e2e</name>
    <message>
        <source>time to last token from the planned arrival</source>
        <translation>端到端延迟（自计划时刻）</translation>
    </message>
</context>
<context>
    <name>figure.response_ttft</name>
    <message>
        <source>time to first token from the planned arrival</source>
        <translation>首 Token 延迟（自计划时刻）</translation>
    </message>
</context>
<context>
    <name>figure.schedule_slip</name>
    <message>
        <source>lateness of the generator</source>
        <translation>发压端滞后</translation>
    </message>
</context>
<context>
    <name>figure.tpot</name>
    <message>
        <source>time per output token</source>
        <translation>每个输出 Token 耗时</translation>
    </message>
</context>
<context>
    <name>figure.tpot_after_first</name>
    <message>
        <source>time per token after the first chunk</source>
        <translation>首个数据块之后每 Token 耗时</translation>
    </message>
</context>
<context>
    <name>figure.ttfa</name>
    <message>
        <source>time to first answer</source>
        <translation>首个正文 Token 延迟</translation>
    </message>
</context>
<context>
    <name>figure.ttfb</name>
    <message>
        <source>time to first byte</source>
        <translation>首字节延迟</translation>
    </message>
</context>
<context>
    <name>figure.ttft</name>
    <message>
        <source>time to first token</source>
        <translation>首 Token 延迟</translation>
    </message>
</context>
<context>
    <name>figure.upload</name>
    <message>
        <source>time to send the request</source>
        <translation>请求上传耗时</translation>
    </message>
</context>
<context>
    <name>file.above_1_mib</name>
    <message>
        <source>The file is larger than 1 MiB</source>
        <translation>文件大于 1 MiB</translation>
    </message>
</context>
<context>
    <name>file.byte</name>
    <message>
        <source>byte %1</source>
        <translation>第 %1 字节</translation>
    </message>
</context>
<context>
    <name>file.cannot_open</name>
    <message>
        <source>The file can&apos;t be opened: %1</source>
        <translation>无法打开文件：%1</translation>
    </message>
</context>
<context>
    <name>file.cannot_read</name>
    <message>
        <source>The file can&apos;t be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
</context>
<context>
    <name>file.cannot_write</name>
    <message>
        <source>The file can&apos;t be written: %1</source>
        <translation>无法写入文件：%1</translation>
    </message>
</context>
<context>
    <name>file.check_disk</name>
    <message>
        <source>Check the disk.</source>
        <translation>请检查磁盘。</translation>
    </message>
</context>
<context>
    <name>file.check_folder_permissions</name>
    <message>
        <source>Check the permissions of the file and its folder, or choose another place.</source>
        <translation>请检查文件及其文件夹的权限，或选择另一位置。</translation>
    </message>
</context>
<context>
    <name>file.check_path</name>
    <message>
        <source>Check the path and the permissions.</source>
        <translation>请检查路径和权限。</translation>
    </message>
</context>
<context>
    <name>file.check_path_or_place</name>
    <message>
        <source>Check the path, or choose another place.</source>
        <translation>请检查路径，或选择另一位置。</translation>
    </message>
</context>
<context>
    <name>file.check_permissions</name>
    <message>
        <source>Check the permissions.</source>
        <translation>请检查权限。</translation>
    </message>
</context>
<context>
    <name>file.choose_writable_place</name>
    <message>
        <source>Choose a place on a disk that can be written.</source>
        <translation>请选择可写磁盘上的位置。</translation>
    </message>
</context>
<context>
    <name>file.free_quota</name>
    <message>
        <source>Remove files of yours on that disk, or choose another one.</source>
        <translation>请在该磁盘上删除自己的一些文件，或选择另一磁盘。</translation>
    </message>
</context>
<context>
    <name>file.free_space</name>
    <message>
        <source>Free some space on that disk, or choose another one.</source>
        <translation>请在该磁盘上腾出空间，或选择另一磁盘。</translation>
    </message>
</context>
<context>
    <name>file.line</name>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
</context>
<context>
    <name>file.line_and_column</name>
    <message>
        <source>%1, line %2, column %3</source>
        <translation>%1，第 %2 行，第 %3 列</translation>
    </message>
</context>
<context>
    <name>file.line_too_long</name>
    <message>
        <source>The line is longer than %1</source>
        <translation>该行长于 %1</translation>
    </message>
</context>
<context>
    <name>file.missing</name>
    <message>
        <source>There is no such file</source>
        <translation>没有此文件</translation>
    </message>
</context>
<context>
    <name>file.move_it_away</name>
    <message>
        <source>Move it away first.</source>
        <translation>请先将其移走。</translation>
    </message>
</context>
<context>
    <name>file.name_regular</name>
    <message>
        <source>Name a file. On the command line - is standard input, so that `cat PIPE | weir-cli run ... --data -` works.</source>
        <translation>请指定一个文件。在命令行上，- 表示标准输入，因此可以写 `cat PIPE | weir-cli run ... --data -`。</translation>
    </message>
</context>
<context>
    <name>file.name_taken</name>
    <message>
        <source>A file of that name is there already</source>
        <translation>已有同名文件</translation>
    </message>
</context>
<context>
    <name>file.no_folder</name>
    <message>
        <source>The folder can&apos;t be made</source>
        <translation>无法创建文件夹</translation>
    </message>
</context>
<context>
    <name>file.not_regular</name>
    <message>
        <source>This is not a regular file: %1</source>
        <translation>这不是普通文件：%1</translation>
    </message>
</context>
<context>
    <name>file.open_a_copy</name>
    <message>
        <source>Open a copy of the file, if there is one.</source>
        <translation>若有该文件的副本，请打开副本。</translation>
    </message>
</context>
<context>
    <name>file.relative_to_project</name>
    <message>
        <source>Relative paths start at the project&apos;s folder.</source>
        <translation>相对路径从项目的文件夹算起。</translation>
    </message>
</context>
<context>
    <name>file.right_one</name>
    <message>
        <source>Is it the right one?</source>
        <translation>是否选对了文件？</translation>
    </message>
</context>
<context>
    <name>file.text_too_large</name>
    <message>
        <source>The file is larger than %1, unpacked</source>
        <translation>该文件解压后超过 %1</translation>
    </message>
</context>
<context>
    <name>file.unreadable</name>
    <message>
        <source>The file can&apos;t be read: %1</source>
        <translation>无法读取该文件：%1</translation>
    </message>
</context>
<context>
    <name>file_error.closed</name>
    <message>
        <source>it is closed</source>
        <translation>它已关闭</translation>
    </message>
</context>
<context>
    <name>file_error.device</name>
    <message>
        <source>the device failed</source>
        <translation>设备出错</translation>
    </message>
</context>
<context>
    <name>file_error.exists</name>
    <message>
        <source>it exists already</source>
        <translation>该文件已存在</translation>
    </message>
</context>
<context>
    <name>file_error.is_folder</name>
    <message>
        <source>it is a folder</source>
        <translation>这是一个文件夹</translation>
    </message>
</context>
<context>
    <name>file_error.is_running</name>
    <message>
        <source>it is a program that runs</source>
        <translation>该程序正在运行</translation>
    </message>
</context>
<context>
    <name>file_error.link_loop</name>
    <message>
        <source>its links lead round in a circle</source>
        <translation>链接形成了循环</translation>
    </message>
</context>
<context>
    <name>file_error.long_name</name>
    <message>
        <source>its name is too long</source>
        <translation>名称太长</translation>
    </message>
</context>
<context>
    <name>file_error.missing</name>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
</context>
<context>
    <name>file_error.no_folder</name>
    <message>
        <source>a part of its path is no folder</source>
        <translation>路径中有一部分不是文件夹</translation>
    </message>
</context>
<context>
    <name>file_error.no_program</name>
    <message>
        <source>it is no program for this machine</source>
        <translation>它不是本机能运行的程序</translation>
    </message>
</context>
<context>
    <name>file_error.no_reader</name>
    <message>
        <source>nobody reads from it</source>
        <translation>没有人在读取它</translation>
    </message>
</context>
<context>
    <name>file_error.no_space</name>
    <message>
        <source>no space is left on the disk</source>
        <translation>磁盘没有剩余空间</translation>
    </message>
</context>
<context>
    <name>file_error.not_allowed</name>
    <message>
        <source>the permission is missing</source>
        <translation>没有权限</translation>
    </message>
</context>
<context>
    <name>file_error.quota</name>
    <message>
        <source>the quota of disk space is used up</source>
        <translation>磁盘配额已用完</translation>
    </message>
</context>
<context>
    <name>file_error.read_only</name>
    <message>
        <source>its file system can only be read</source>
        <translation>所在的文件系统只能读取</translation>
    </message>
</context>
<context>
    <name>file_error.too_large</name>
    <message>
        <source>it would be larger than a file may be here</source>
        <translation>文件大小会超过此处的上限</translation>
    </message>
</context>
<context>
    <name>file_error.too_many_open</name>
    <message>
        <source>this program has as many files open as it may</source>
        <translation>本程序打开的文件已达上限</translation>
    </message>
</context>
<context>
    <name>file_error.too_many_open_in_all</name>
    <message>
        <source>this machine has as many files open as it can</source>
        <translation>本机打开的文件已达上限</translation>
    </message>
</context>
<context>
    <name>goal.beyond</name>
    <message>
        <source>%1 beyond</source>
        <translation>超出 %1</translation>
    </message>
</context>
<context>
    <name>goal.broken</name>
    <message>
        <source>broken</source>
        <translation>未满足</translation>
    </message>
</context>
<context>
    <name>goal.held</name>
    <message>
        <source>held</source>
        <translation>已满足</translation>
    </message>
</context>
<context>
    <name>goal.left</name>
    <message>
        <source>%1 left</source>
        <translation>尚余 %1</translation>
    </message>
</context>
<context>
    <name>goal.open</name>
    <message>
        <source>open</source>
        <translation>未定</translation>
    </message>
</context>
<context>
    <name>gzip.cut</name>
    <message>
        <source>The gzip file ends in the middle</source>
        <translation>gzip 文件在中途结束</translation>
    </message>
</context>
<context>
    <name>gzip.damaged</name>
    <message>
        <source>The gzip file is damaged</source>
        <translation>gzip 文件已损坏</translation>
    </message>
</context>
<context>
    <name>gzip.fetch_again</name>
    <message>
        <source>Fetch or pack it again; gzip -t tells whether it is whole.</source>
        <translation>请重新获取或打包；gzip -t 可以检查它是否完整。</translation>
    </message>
</context>
<context>
    <name>gzip.fetch_whole</name>
    <message>
        <source>Fetch or pack it again; a part of it is missing.</source>
        <translation>请重新获取或打包；它缺少一部分。</translation>
    </message>
</context>
<context>
    <name>import.always_unbuffered</name>
    <message>
        <source>Weir reads each event as it comes, always.</source>
        <translation>Weir 总是在事件到达时立即读取。</translation>
    </message>
</context>
<context>
    <name>import.auth_unknown</name>
    <message>
        <source>Weir has no such way to prove who asks; it sends keys in headers and passwords of URLs.</source>
        <translation>Weir 没有这种身份验证方式；它只在请求头和 URL 的密码中发送密钥。</translation>
    </message>
</context>
<context>
    <name>import.basic_user</name>
    <message>
        <source>The header Authorization takes user and password as one text: the variable must hold the Base64 of &quot;user:password&quot;.</source>
        <translation>请求头 Authorization 将用户和密码作为一个文本：该变量必须为“user:password”的 Base64。</translation>
    </message>
</context>
<context>
    <name>import.bench_answers</name>
    <message>
        <source>Weir measures speed; what an answer must hold stands in the request&apos;s checks.</source>
        <translation>Weir 测量速度；回答必须包含什么，写在请求的检查里。</translation>
    </message>
</context>
<context>
    <name>import.bench_api</name>
    <message>
        <source>It is none of chat, completions, responses and embeddings. Choose the vendor in the target.</source>
        <translation>它不是 chat、completions、responses、embeddings 之一。请在目标里选择厂商。</translation>
    </message>
</context>
<context>
    <name>import.bench_arrivals</name>
    <message>
        <source>Arrivals are even, Poisson or gamma here; Poisson stands there instead.</source>
        <translation>到达可以是均匀、泊松或伽马；这里用泊松代替。</translation>
    </message>
</context>
<context>
    <name>import.bench_beginnings</name>
    <message>
        <source>Weir makes up no common beginning of a wanted length; write one as the system prompt.</source>
        <translation>Weir 不按长度编造共同的开头；请把它写成系统提示词。</translation>
    </message>
</context>
<context>
    <name>import.bench_cut</name>
    <message>
        <source>Users who leave early are told by the load&apos;s &quot;abandon&quot;: a share, and when.</source>
        <translation>提前离开的用户由负载的“abandon”说明：份额，以及何时离开。</translation>
    </message>
</context>
<context>
    <name>import.bench_data</name>
    <message>
        <source>It shapes data or requests of a kind that Weir does not make.</source>
        <translation>它所塑造的数据或请求，Weir 不生成。</translation>
    </message>
</context>
<context>
    <name>import.bench_machine</name>
    <message>
        <source>It tells how the tool itself works; Weir has its own way, the same for every run.</source>
        <translation>它说明该工具自身如何工作；Weir 有自己的方式，每次运行都一样。</translation>
    </message>
</context>
<context>
    <name>import.bench_media</name>
    <message>
        <source>Weir makes up no pictures, sounds or videos; name files or addresses in the request.</source>
        <translation>Weir 不生成图片、声音或视频；请在请求里写出文件或地址。</translation>
    </message>
</context>
<context>
    <name>import.bench_no_place</name>
    <message>
        <source>Weir does not know this option.</source>
        <translation>Weir 不认识此选项。</translation>
    </message>
</context>
<context>
    <name>import.bench_output</name>
    <message>
        <source>It tells what the tool shows or keeps; a run keeps its figures in its run file.</source>
        <translation>它只说明该工具显示或保存什么；运行的数据保存在运行文件里。</translation>
    </message>
</context>
<context>
    <name>import.bench_pairs</name>
    <message>
        <source>Pairs of lengths become requests here: make one for each pair, with its share as its weight.</source>
        <translation>成对的长度在这里成为请求：请为每一对建立一个请求，以其份额为权重。</translation>
    </message>
</context>
<context>
    <name>import.bench_reuse</name>
    <message>
        <source>Connections are shared by all, or opened anew for each request.</source>
        <translation>连接要么由所有请求共用，要么每个请求新建。</translation>
    </message>
</context>
<context>
    <name>import.bench_search</name>
    <message>
        <source>Weir looks for no bound by itself and stops at none of this kind; steps of the load and thresholds show the same.</source>
        <translation>Weir 不自行寻找界限，也不会因此停止；负载的步骤和阈值可以显示同样的内容。</translation>
    </message>
</context>
<context>
    <name>import.bench_server</name>
    <message>
        <source>A run measures from outside; it reads no figures of the server&apos;s machine.</source>
        <translation>运行从外部测量；不读取服务器所在机器的数据。</translation>
    </message>
</context>
<context>
    <name>import.bench_talks</name>
    <message>
        <source>Weir makes up no conversations; it takes them from rows of data.</source>
        <translation>Weir 不编造对话；对话取自数据行。</translation>
    </message>
</context>
<context>
    <name>import.bench_tokenizer</name>
    <message>
        <source>Weir takes the service&apos;s own count of tokens, else that of a tokenizer&apos;s file: name its tokenizer.json in the target.</source>
        <translation>Weir 采用服务自己的 Token 计数，否则用 tokenizer 文件计数：请在目标里写出它的 tokenizer.json。</translation>
    </message>
</context>
<context>
    <name>import.bench_warm_up</name>
    <message>
        <source>Weir warms up for a time, at the load&apos;s own level, and not by a number of requests; set the load&apos;s warm-up.</source>
        <translation>Weir 按时间、以负载自身的强度预热，而不按请求数；请设置负载的预热。</translation>
    </message>
</context>
<context>
    <name>import.body_no_json</name>
    <message>
        <source>The body is no JSON, and Weir sends JSON alone.</source>
        <translation>请求体不是 JSON，而 Weir 只发送 JSON。</translation>
    </message>
</context>
<context>
    <name>import.body_of_file</name>
    <message>
        <source>The body&apos;s file is not here: %1. Put its text in the place of the file&apos;s name.</source>
        <translation>此处没有请求体的文件：%1。请将文件名换成其内容。</translation>
    </message>
</context>
<context>
    <name>import.changed_line</name>
    <message>
        <source>Changed: %1. %2</source>
        <translation>已更改：%1。%2</translation>
    </message>
</context>
<context>
    <name>import.changed_often</name>
    <message>
        <source>Changed, %3 times: %1. %2</source>
        <translation>已更改 %3 次：%1。%2</translation>
    </message>
</context>
<context>
    <name>import.controller</name>
    <message>
        <source>Weir has no order of requests; those below it are asked by their weights.</source>
        <translation>Weir 不规定请求的顺序；其下的请求按权重发送。</translation>
    </message>
</context>
<context>
    <name>import.cookies_of_file</name>
    <message>
        <source>Cookies out of a file are not read.</source>
        <translation>不读取文件中的 Cookie。</translation>
    </message>
</context>
<context>
    <name>import.curl_no_place</name>
    <message>
        <source>Weir has nothing like this option of curl.</source>
        <translation>Weir 没有与此 curl 选项相当的设置。</translation>
    </message>
</context>
<context>
    <name>import.curl_output</name>
    <message>
        <source>It tells what curl shows or keeps; a run keeps its figures in its run file.</source>
        <translation>它决定 curl 显示或保存什么；运行的数据保存在运行文件中。</translation>
    </message>
</context>
<context>
    <name>import.curl_unknown</name>
    <message>
        <source>curl has no such option.</source>
        <translation>curl 没有这样的选项。</translation>
    </message>
</context>
<context>
    <name>import.curl_without_url</name>
    <message>
        <source>The command has no URL.</source>
        <translation>该命令没有 URL。</translation>
    </message>
</context>
<context>
    <name>import.disabled</name>
    <message>
        <source>It is disabled there.</source>
        <translation>它在原文中已停用。</translation>
    </message>
</context>
<context>
    <name>import.error_budget</name>
    <message>
        <source>A run does not stop there; it fails when more of its requests did.</source>
        <translation>运行不会在那里停止；失败的请求超过此份额时，运行未通过。</translation>
    </message>
</context>
<context>
    <name>import.executor_unknown</name>
    <message>
        <source>Weir has no load like this executor.</source>
        <translation>Weir 没有与此执行器相当的负载。</translation>
    </message>
</context>
<context>
    <name>import.first_model</name>
    <message>
        <source>A target has one model; this is the first.</source>
        <translation>一个目标只有一个模型；此处采用第一个。</translation>
    </message>
</context>
<context>
    <name>import.form_not_sent</name>
    <message>
        <source>The body is a form; Weir sends JSON alone.</source>
        <translation>请求体是表单；Weir 只发送 JSON。</translation>
    </message>
</context>
<context>
    <name>import.further_timer</name>
    <message>
        <source>Users think once before each request; another timer says how long.</source>
        <translation>用户在每个请求之前只思考一次；时长由另一个计时器决定。</translation>
    </message>
</context>
<context>
    <name>import.given_again</name>
    <message>
        <source>It is given more than once; the last one counts.</source>
        <translation>给出了不止一次；以最后一次为准。</translation>
    </message>
</context>
<context>
    <name>import.group_without_requests</name>
    <message>
        <source>This group asks nothing that Weir can send.</source>
        <translation>该组没有 Weir 可以发送的请求。</translation>
    </message>
</context>
<context>
    <name>import.har_responses</name>
    <message>
        <source>Recorded answers have no place in a project.</source>
        <translation>录制的响应在项目中没有位置。</translation>
    </message>
</context>
<context>
    <name>import.har_times</name>
    <message>
        <source>When the requests were sent is not replayed; the load says how often they are.</source>
        <translation>不回放请求当时的发送时间；频率由负载决定。</translation>
    </message>
</context>
<context>
    <name>import.header_of_weir</name>
    <message>
        <source>Weir sets this header itself.</source>
        <translation>此请求头由 Weir 自行设置。</translation>
    </message>
</context>
<context>
    <name>import.header_taken_off</name>
    <message>
        <source>It takes a header of curl&apos;s own off; Weir sends its own.</source>
        <translation>它去掉 curl 自己的请求头；Weir 发送自己的请求头。</translation>
    </message>
</context>
<context>
    <name>import.headers_of_file</name>
    <message>
        <source>Headers out of a file are not read. Write them into the target.</source>
        <translation>不读取文件中的请求头。请写入目标。</translation>
    </message>
</context>
<context>
    <name>import.jmeter_no_place</name>
    <message>
        <source>Weir has nothing like this element of JMeter.</source>
        <translation>Weir 没有与此 JMeter 元素相当的设置。</translation>
    </message>
</context>
<context>
    <name>import.k6_no_place</name>
    <message>
        <source>Weir has nothing like this option of k6.</source>
        <translation>Weir 没有与此 k6 选项相当的设置。</translation>
    </message>
</context>
<context>
    <name>import.k6_no_time</name>
    <message>
        <source>This is no time that Weir can read.</source>
        <translation>这不是 Weir 能够读取的时间。</translation>
    </message>
</context>
<context>
    <name>import.key_in_url_lost</name>
    <message>
        <source>A key in a URL would be saved with it, and there is no reference in a query. Send it as a header, if the service takes it there.</source>
        <translation>URL 中的密钥会随之保存，而查询部分不能使用引用。如果服务接受，请以请求头发送它。</translation>
    </message>
</context>
<context>
    <name>import.key_out_of_url</name>
    <message>
        <source>The key goes in the vendor&apos;s header instead, so that it stands in no URL.</source>
        <translation>密钥改为放在厂商的请求头中，从而不出现在 URL 中。</translation>
    </message>
</context>
<context>
    <name>import.left_out_line</name>
    <message>
        <source>Left out: %1. %2</source>
        <translation>未导入：%1。%2</translation>
    </message>
</context>
<context>
    <name>import.left_out_often</name>
    <message>
        <source>Left out, %3 times: %1. %2</source>
        <translation>未导入 %3 次：%1。%2</translation>
    </message>
</context>
<context>
    <name>import.line</name>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
</context>
<context>
    <name>import.load_only</name>
    <message>
        <source>There is only a load in it, so the built-in service is asked. Name your own, or add the load to a project that has it.</source>
        <translation>其中只有负载，因此向内置服务发送请求。请指定自己的服务，或将负载添加到已有服务的项目中。</translation>
    </message>
</context>
<context>
    <name>import.member_added</name>
    <message>
        <source>Weir&apos;s preset of the vendor sends this member, too, so that the answer tells what is measured.</source>
        <translation>Weir 的厂商预设还会发送此成员，使响应带有要测量的数据。</translation>
    </message>
</context>
<context>
    <name>import.method_not_sent</name>
    <message>
        <source>Weir asks with POST alone; this request is %1.</source>
        <translation>Weir 只用 POST 发送请求；此请求是 %1。</translation>
    </message>
</context>
<context>
    <name>import.more_notes</name>
    <message>
        <source>There are %1 more notes like these.</source>
        <translation>还有 %1 条类似的说明。</translation>
    </message>
</context>
<context>
    <name>import.most_groups</name>
    <message>
        <source>A load has at most %1 groups.</source>
        <translation>一个负载最多有 %1 个组。</translation>
    </message>
</context>
<context>
    <name>import.most_requests</name>
    <message>
        <source>A text becomes at most %1 requests. Take a part of it, or make rows of data of what differs.</source>
        <translation>一段文本最多成为 %1 个请求。请取其中一部分，或把不同之处做成数据行。</translation>
    </message>
</context>
<context>
    <name>import.most_steps</name>
    <message>
        <source>A load has at most %1 steps.</source>
        <translation>一个负载最多有 %1 个步骤。</translation>
    </message>
</context>
<context>
    <name>import.no_body</name>
    <message>
        <source>The request has no body, so there is nothing to ask.</source>
        <translation>该请求没有请求体，因此没有可询问的内容。</translation>
    </message>
</context>
<context>
    <name>import.no_command</name>
    <message>
        <source>There is no such command in it</source>
        <translation>其中没有这样的命令</translation>
    </message>
</context>
<context>
    <name>import.no_compression</name>
    <message>
        <source>Weir asks for answers that are not compressed, since a compressed stream hides when a token came.</source>
        <translation>Weir 请求未压缩的响应，因为压缩的流会掩盖 Token 到达的时间。</translation>
    </message>
</context>
<context>
    <name>import.no_data_set</name>
    <message>
        <source>Weir does not fetch data sets. Save it as a file of rows and name it as data.</source>
        <translation>Weir 不下载数据集。请将其保存为数据行文件，并指定为数据。</translation>
    </message>
</context>
<context>
    <name>import.no_files_read</name>
    <message>
        <source>Files that a text names are not read here</source>
        <translation>此处不读取文本所指的文件</translation>
    </message>
</context>
<context>
    <name>import.no_goodput</name>
    <message>
        <source>Goodput is bounded by times above 0 of the first token, each token and the whole answer; other bounds are thresholds.</source>
        <translation>有效吞吐量以首 Token、每 Token 和整个回答的时间为界，且须大于 0；其他界限是阈值。</translation>
    </message>
</context>
<context>
    <name>import.no_header</name>
    <message>
        <source>This is no header with a value of one line.</source>
        <translation>这不是带有单行值的请求头。</translation>
    </message>
</context>
<context>
    <name>import.no_number</name>
    <message>
        <source>It must be a number from %1 to %2 here.</source>
        <translation>此处必须是 %1 到 %2 的数。</translation>
    </message>
</context>
<context>
    <name>import.no_options</name>
    <message>
        <source>There are no options of k6 in it</source>
        <translation>其中没有 k6 的选项</translation>
    </message>
</context>
<context>
    <name>import.no_options_advice</name>
    <message>
        <source>Options are JSON, or export const options = { }.</source>
        <translation>选项为 JSON，或 export const options = { }。</translation>
    </message>
</context>
<context>
    <name>import.no_ramp</name>
    <message>
        <source>The users start at once: a ramp needs a length of the load that is longer.</source>
        <translation>用户同时开始：线性爬升需要更长的负载时长。</translation>
    </message>
</context>
<context>
    <name>import.no_redirects</name>
    <message>
        <source>Weir follows no redirect; an answer that is one counts as an error.</source>
        <translation>Weir 不跟随重定向；重定向响应计为错误。</translation>
    </message>
</context>
<context>
    <name>import.no_scripts</name>
    <message>
        <source>Weir runs no scripts; checks of an answer stand in the request&apos;s checks.</source>
        <translation>Weir 不运行脚本；对回答的检查写在请求的检查中。</translation>
    </message>
</context>
<context>
    <name>import.no_scripts_read</name>
    <message>
        <source>What the script sends is not read, only its options. Import a request by its curl command.</source>
        <translation>只读取脚本的选项，不读取其发送的内容。请用 curl 命令导入请求。</translation>
    </message>
</context>
<context>
    <name>import.no_time</name>
    <message>
        <source>This is no number of seconds that Weir can wait.</source>
        <translation>这不是 Weir 可以等待的秒数。</translation>
    </message>
</context>
<context>
    <name>import.no_utf8</name>
    <message>
        <source>Bytes that are no UTF-8 became signs of their own. Save the text as UTF-8.</source>
        <translation>不是 UTF-8 的字节变成了替代符号。请把文本保存为 UTF-8。</translation>
    </message>
</context>
<context>
    <name>import.no_value</name>
    <message>
        <source>Its value is missing.</source>
        <translation>缺少它的值。</translation>
    </message>
</context>
<context>
    <name>import.no_whole_number</name>
    <message>
        <source>It must be a whole number from %1 to %2 here.</source>
        <translation>此处必须是 %1 到 %2 的整数。</translation>
    </message>
</context>
<context>
    <name>import.no_xml</name>
    <message>
        <source>This is no XML: %1</source>
        <translation>这不是 XML：%1</translation>
    </message>
</context>
<context>
    <name>import.no_yaml</name>
    <message>
        <source>This is no YAML: %1</source>
        <translation>这不是 YAML：%1</translation>
    </message>
</context>
<context>
    <name>import.nothing_sendable</name>
    <message>
        <source>Nothing in it can become a request: %1</source>
        <translation>其中没有可以成为请求的内容：%1</translation>
    </message>
</context>
<context>
    <name>import.nothing_there</name>
    <message>
        <source>there is no request in it</source>
        <translation>其中没有请求</translation>
    </message>
</context>
<context>
    <name>import.object_expected</name>
    <message>
        <source>This is JSON, but no object { }</source>
        <translation>这是 JSON，但不是对象 { }</translation>
    </message>
</context>
<context>
    <name>import.object_wanted</name>
    <message>
        <source>It is no JSON object.</source>
        <translation>它不是 JSON 对象。</translation>
    </message>
</context>
<context>
    <name>import.one_value</name>
    <message>
        <source>It takes no further value.</source>
        <translation>它不再接受更多的值。</translation>
    </message>
</context>
<context>
    <name>import.openapi_version</name>
    <message>
        <source>This is no description by OpenAPI 3</source>
        <translation>这不是 OpenAPI 3 的描述</translation>
    </message>
</context>
<context>
    <name>import.openapi_version_advice</name>
    <message>
        <source>Convert it to OpenAPI 3 first.</source>
        <translation>请先将其转换为 OpenAPI 3。</translation>
    </message>
</context>
<context>
    <name>import.optional</name>
    <message>
        <source>It is optional, so it is not sent.</source>
        <translation>它是可选的，因此不发送。</translation>
    </message>
</context>
<context>
    <name>import.other_command</name>
    <message>
        <source>This command is none that Weir knows.</source>
        <translation>Weir 不认识此命令。</translation>
    </message>
</context>
<context>
    <name>import.other_server</name>
    <message>
        <source>The first server is taken.</source>
        <translation>只采用第一个服务器。</translation>
    </message>
</context>
<context>
    <name>import.parameter_unknown</name>
    <message>
        <source>Weir has no place for such a parameter.</source>
        <translation>Weir 没有放置此类参数的位置。</translation>
    </message>
</context>
<context>
    <name>import.powershell_no_place</name>
    <message>
        <source>Weir has nothing like this option of PowerShell.</source>
        <translation>Weir 没有与此 PowerShell 选项相当的设置。</translation>
    </message>
</context>
<context>
    <name>import.profile_unknown</name>
    <message>
        <source>Weir does not look for the highest load by itself; one user stands there instead. Stairs of users or of a rate show the same.</source>
        <translation>Weir 不会自行寻找最高负载；此处改为一个用户。用户或速率的阶梯可得到同样的结果。</translation>
    </message>
</context>
<context>
    <name>import.proxy_unknown</name>
    <message>
        <source>A proxy has a URL that begins with http, socks5 or socks5h. Write it into the target.</source>
        <translation>代理的 URL 以 http、socks5 或 socks5h 开头。请将其写入目标。</translation>
    </message>
</context>
<context>
    <name>import.ramp_of_other</name>
    <message>
        <source>The load has nothing that this could raise.</source>
        <translation>负载里没有它可以提高的东西。</translation>
    </message>
</context>
<context>
    <name>import.ramp_straight</name>
    <message>
        <source>The rate goes up in a straight line; steps come nearer to a curve.</source>
        <translation>速率沿直线上升；用步骤可以更接近曲线。</translation>
    </message>
</context>
<context>
    <name>import.ramp_without_ends</name>
    <message>
        <source>A ramp needs the rate that it begins with, and a higher one that it ends with.</source>
        <translation>爬升需要起始速率，以及更高的结束速率。</translation>
    </message>
</context>
<context>
    <name>import.rate_of_profile</name>
    <message>
        <source>It belongs to that profile.</source>
        <translation>它属于那种模式。</translation>
    </message>
</context>
<context>
    <name>import.rows_prompt</name>
    <message>
        <source>Prompts come from the rows&apos; field &quot;%1&quot;; change the request&apos;s prompt where the rows call it otherwise.</source>
        <translation>提示词取自数据行的字段“%1”；如果数据行用别的名字，请修改请求的提示词。</translation>
    </message>
</context>
<context>
    <name>import.sample_cut</name>
    <message>
        <source>The schema stands within itself, or for very much; null stands in such places. Write what they should hold.</source>
        <translation>该 schema 包含自身，或代表太多内容；这些位置写的是 null。请写出它们应有的内容。</translation>
    </message>
</context>
<context>
    <name>import.secret_in_text</name>
    <message>
        <source>A key stood here; [redacted] stands in its place, since only headers, the key and passwords of URLs take references. Send it as a header, or by a row of data.</source>
        <translation>此处原有密钥，现以 [redacted] 代替，因为只有请求头、密钥和 URL 的密码可以使用引用。请以请求头或数据行发送它。</translation>
    </message>
</context>
<context>
    <name>import.secret_line</name>
    <message>
        <source>Secret: %1. The scenario holds %2 in its place; set the variable %3 before a run.</source>
        <translation>密钥：%1。场景中以 %2 代替；运行前请设置变量 %3。</translation>
    </message>
</context>
<context>
    <name>import.shell_rest</name>
    <message>
        <source>What a shell does with an answer is no part of a request.</source>
        <translation>Shell 对响应的处理不属于请求。</translation>
    </message>
</context>
<context>
    <name>import.stream_asked</name>
    <message>
        <source>The service can stream, so it is asked to.</source>
        <translation>该服务支持流式返回，因此请求流式返回。</translation>
    </message>
</context>
<context>
    <name>import.threshold_unknown</name>
    <message>
        <source>Weir has no threshold like this; docs/metrics.md has all that there are.</source>
        <translation>Weir 没有这样的阈值；docs/metrics.md 列出了全部阈值。</translation>
    </message>
</context>
<context>
    <name>import.timer_of_group</name>
    <message>
        <source>It counts for all requests of its group: a group has one think time.</source>
        <translation>它适用于该组的所有请求：一个组只有一个思考时间。</translation>
    </message>
</context>
<context>
    <name>import.too_deep</name>
    <message>
        <source>Folders are nested too deeply here.</source>
        <translation>此处的文件夹嵌套过深。</translation>
    </message>
</context>
<context>
    <name>import.too_large</name>
    <message>
        <source>A text of at most %1 MiB is taken</source>
        <translation>最多接受 %1 MiB 的文本</translation>
    </message>
</context>
<context>
    <name>import.too_large_advice</name>
    <message>
        <source>Take a part of it.</source>
        <translation>请只取其中一部分。</translation>
    </message>
</context>
<context>
    <name>import.type_is_json</name>
    <message>
        <source>curl would call the body a form, since no type is named; Weir says application/json.</source>
        <translation>由于未指定类型，curl 会把请求体称为表单；Weir 使用 application/json。</translation>
    </message>
</context>
<context>
    <name>import.unknown_format</name>
    <message>
        <source>This is of no format that Weir can take over</source>
        <translation>Weir 无法导入这种格式</translation>
    </message>
</context>
<context>
    <name>import.unknown_format_advice</name>
    <message>
        <source>Name the format if it is one of these: %1.</source>
        <translation>如果是以下格式之一，请指明：%1。</translation>
    </message>
</context>
<context>
    <name>import.unread</name>
    <message>
        <source>Weir has no place for this part of it.</source>
        <translation>Weir 没有放置这一部分的地方。</translation>
    </message>
</context>
<context>
    <name>import.variable_in_body</name>
    <message>
        <source>The body holds a variable, which stands in it as $NAME now. Write what it stands for.</source>
        <translation>请求体含有变量，现在以 $NAME 的形式留在其中。请写上它所代表的内容。</translation>
    </message>
</context>
<context>
    <name>import.variable_in_url</name>
    <message>
        <source>The URL holds a variable, whose value nobody knows here. Write it into the target&apos;s URL.</source>
        <translation>URL 含有变量，此处无法得知其值。请将其写入目标的 URL。</translation>
    </message>
</context>
<context>
    <name>import.variable_line</name>
    <message>
        <source>Variable: %1. The scenario holds %2; set the variable %3 before a run.</source>
        <translation>变量：%1。场景中为 %2；运行前请设置变量 %3。</translation>
    </message>
</context>
<context>
    <name>import.vendor_unknown</name>
    <message>
        <source>No vendor&apos;s preset has this address, so the answer is read as %1 does. Choose the vendor in the target, or write a preset.</source>
        <translation>没有厂商预设使用此地址，因此按 %1 的方式读取响应。请在目标中选择厂商，或编写预设。</translation>
    </message>
</context>
<context>
    <name>import.xml_refused</name>
    <message>
        <source>The document has entities of its own, or is nested too deeply</source>
        <translation>文档含有自己的实体，或嵌套过深</translation>
    </message>
</context>
<context>
    <name>import.yaml_too_large</name>
    <message>
        <source>This YAML is nested too deeply, or its aliases unfold into too much</source>
        <translation>此 YAML 嵌套过深，或其别名展开后过大</translation>
    </message>
</context>
<context>
    <name>input_file.is_device</name>
    <message>
        <source>it is a device</source>
        <translation>这是一个设备</translation>
    </message>
</context>
<context>
    <name>input_file.is_folder</name>
    <message>
        <source>it is a folder</source>
        <translation>这是一个文件夹</translation>
    </message>
</context>
<context>
    <name>input_file.is_pipe</name>
    <message>
        <source>it is a pipe, which may never be written to</source>
        <translation>这是一个管道，可能永远没有内容写入</translation>
    </message>
</context>
<context>
    <name>input_file.is_socket</name>
    <message>
        <source>it is a socket</source>
        <translation>这是一个套接字</translation>
    </message>
</context>
<context>
    <name>input_file.name_a_file</name>
    <message>
        <source>Name a file; save it as one first.</source>
        <translation>请指定一个文件；如有需要，先保存为文件。</translation>
    </message>
</context>
<context>
    <name>json.at_byte</name>
    <message>
        <source>byte %1</source>
        <translation>第 %1 字节</translation>
    </message>
</context>
<context>
    <name>json.duration_expected</name>
    <message>
        <source>A duration in quotes is expected, like &quot;30s&quot;.</source>
        <translation>此处应为带引号的时长，例如 &quot;30s&quot;。</translation>
    </message>
</context>
<context>
    <name>json.key_twice</name>
    <message>
        <source>The key stands here more than once; keep one of them.</source>
        <translation>此键在这里出现不止一次；请只保留一个。</translation>
    </message>
</context>
<context>
    <name>json.list_needed</name>
    <message>
        <source>A list [ ] is needed here</source>
        <translation>此处需要列表 [ ]</translation>
    </message>
</context>
<context>
    <name>json.list_of_objects_expected</name>
    <message>
        <source>A list [ ] of objects is expected.</source>
        <translation>此处应为对象的列表 [ ]。</translation>
    </message>
</context>
<context>
    <name>json.list_of_texts_expected</name>
    <message>
        <source>A list [ ] of texts is expected.</source>
        <translation>此处应为文本的列表 [ ]。</translation>
    </message>
</context>
<context>
    <name>json.no_object_or_list</name>
    <message>
        <source>This is neither an object { } nor a list [ ]</source>
        <translation>这里既不是对象 { }，也不是列表 [ ]</translation>
    </message>
</context>
<context>
    <name>json.not_json</name>
    <message>
        <source>This is not JSON: %1</source>
        <translation>这不是 JSON：%1</translation>
    </message>
</context>
<context>
    <name>json.number_expected</name>
    <message>
        <source>A number is expected.</source>
        <translation>此处应为数字。</translation>
    </message>
</context>
<context>
    <name>json.object_expected</name>
    <message>
        <source>An object { } is expected here.</source>
        <translation>此处应为对象 { }。</translation>
    </message>
</context>
<context>
    <name>json.object_needed</name>
    <message>
        <source>An object { } is needed here</source>
        <translation>此处需要对象 { }</translation>
    </message>
</context>
<context>
    <name>json.object_or_list</name>
    <message>
        <source>An object { } or a list [ ] is expected here.</source>
        <translation>这里应是对象 { } 或列表 [ ]。</translation>
    </message>
</context>
<context>
    <name>json.text_expected</name>
    <message>
        <source>A text in quotes is expected.</source>
        <translation>此处应为带引号的文本。</translation>
    </message>
</context>
<context>
    <name>json.true_or_false_expected</name>
    <message>
        <source>true or false is expected.</source>
        <translation>此处应为 true 或 false。</translation>
    </message>
</context>
<context>
    <name>json.unknown_key</name>
    <message>
        <source>The key &quot;%1&quot; is unknown here; remove it or correct its spelling.</source>
        <translation>此处没有键“%1”；请删除它或改正拼写。</translation>
    </message>
</context>
<context>
    <name>json.unknown_key_like</name>
    <message>
        <source>The key &quot;%1&quot; is unknown here; remove it or write &quot;%2&quot;.</source>
        <translation>此处没有键“%1”；请删除它或改写为“%2”。</translation>
    </message>
</context>
<context>
    <name>json.unsigned_expected</name>
    <message>
        <source>A whole number from 0 to 18,446,744,073,709,551,615 is expected; one above 9,223,372,036,854,775,807 stands in quotes.</source>
        <translation>此处应为 0 到 18,446,744,073,709,551,615 之间的整数；大于 9,223,372,036,854,775,807 的须加引号。</translation>
    </message>
</context>
<context>
    <name>json.write_object</name>
    <message>
        <source>Write an object like {&quot;key&quot;: &quot;value&quot;} or a list [ ].</source>
        <translation>请写成 {&quot;key&quot;: &quot;value&quot;} 这样的对象，或列表 [ ]。</translation>
    </message>
</context>
<context>
    <name>json_syntax.bad_escape</name>
    <message>
        <source>an escape sequence is none that JSON has</source>
        <translation>有转义序列不是 JSON 的转义序列</translation>
    </message>
</context>
<context>
    <name>json_syntax.bad_number</name>
    <message>
        <source>a number is not written as JSON writes it</source>
        <translation>有数字不符合 JSON 的写法</translation>
    </message>
</context>
<context>
    <name>json_syntax.control_character</name>
    <message>
        <source>a text has a control character as it is; write it as \u%1</source>
        <translation>文本中有未转义的控制字符；请写成 \u%1</translation>
    </message>
</context>
<context>
    <name>json_syntax.ends_in_number</name>
    <message>
        <source>the text ends with a number</source>
        <translation>文本以数字结尾</translation>
    </message>
</context>
<context>
    <name>json_syntax.goes_on</name>
    <message>
        <source>it goes on behind its end</source>
        <translation>结束之后还有内容</translation>
    </message>
</context>
<context>
    <name>json_syntax.half_character</name>
    <message>
        <source>\u%1 is half a character; the other half is missing</source>
        <translation>\u%1 是半个字符；缺少另一半</translation>
    </message>
</context>
<context>
    <name>json_syntax.list_open</name>
    <message>
        <source>a list is not closed</source>
        <translation>有列表没有结束</translation>
    </message>
</context>
<context>
    <name>json_syntax.long_number</name>
    <message>
        <source>a whole number has more digits than 64 bits hold; put it in quotes</source>
        <translation>整数的位数超出 64 位所能容纳的范围；请加引号</translation>
    </message>
</context>
<context>
    <name>json_syntax.no_colon</name>
    <message>
        <source>a colon is missing behind a name</source>
        <translation>名称后面缺少冒号</translation>
    </message>
</context>
<context>
    <name>json_syntax.no_comma</name>
    <message>
        <source>a comma is missing behind a value</source>
        <translation>值后面缺少逗号</translation>
    </message>
</context>
<context>
    <name>json_syntax.no_four_digits</name>
    <message>
        <source>\u is followed by four digits, 0 to 9 and a to f</source>
        <translation>\u 之后应为四位数字，0 到 9 和 a 到 f</translation>
    </message>
</context>
<context>
    <name>json_syntax.no_object</name>
    <message>
        <source>a name is missing behind a comma</source>
        <translation>逗号后面缺少名称</translation>
    </message>
</context>
<context>
    <name>json_syntax.no_utf8</name>
    <message>
        <source>a text is not UTF-8</source>
        <translation>有文本不是 UTF-8</translation>
    </message>
</context>
<context>
    <name>json_syntax.no_value</name>
    <message>
        <source>a value is missing, or is none that JSON has</source>
        <translation>缺少值，或该值不是 JSON 的值</translation>
    </message>
</context>
<context>
    <name>json_syntax.no_value_behind</name>
    <message>
        <source>a value is missing behind &quot;%1&quot;:</source>
        <translation>&quot;%1&quot;：之后缺少值</translation>
    </message>
</context>
<context>
    <name>json_syntax.no_value_in_list</name>
    <message>
        <source>a value is missing behind a comma</source>
        <translation>逗号后缺少值</translation>
    </message>
</context>
<context>
    <name>json_syntax.object_open</name>
    <message>
        <source>an object is not closed</source>
        <translation>有对象没有结束</translation>
    </message>
</context>
<context>
    <name>json_syntax.text_open</name>
    <message>
        <source>a text has no closing quotes</source>
        <translation>有文本缺少右引号</translation>
    </message>
</context>
<context>
    <name>json_syntax.too_deep</name>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套太深</translation>
    </message>
</context>
<context>
    <name>json_syntax.too_large</name>
    <message>
        <source>it is too large</source>
        <translation>内容太大</translation>
    </message>
</context>
<context>
    <name>json_syntax.unknown_escape</name>
    <message>
        <source>JSON has no escape %1; a backslash itself is written twice</source>
        <translation>JSON 没有转义 %1；反斜杠本身须写两次</translation>
    </message>
</context>
<context>
    <name>judge.and</name>
    <message>
        <source>%1 %2</source>
        <translation>%1另外，%2</translation>
    </message>
</context>
<context>
    <name>judge.beside_the_events</name>
    <message>
        <source>%1 Outside of any event stood: %2</source>
        <translation>%1 事件之外还有：%2</translation>
    </message>
</context>
<context>
    <name>judge.event_limit</name>
    <message>
        <source>%1, which is Weir&apos;s own bound (&quot;most_event_mib&quot; of the scenario).</source>
        <translation>%1，这是 Weir 自己的上限（场景的 &quot;most_event_mib&quot;）。</translation>
    </message>
</context>
<context>
    <name>judge.form_aws_messages</name>
    <message>
        <source>messages of Amazon&apos;s event stream</source>
        <translation>Amazon 事件流的消息</translation>
    </message>
</context>
<context>
    <name>judge.form_document</name>
    <message>
        <source>one JSON document</source>
        <translation>单个 JSON 文档</translation>
    </message>
</context>
<context>
    <name>judge.form_elements</name>
    <message>
        <source>a stream of a JSON array&apos;s elements</source>
        <translation>由 JSON 数组元素组成的流</translation>
    </message>
</context>
<context>
    <name>judge.form_events</name>
    <message>
        <source>a stream of events</source>
        <translation>事件流</translation>
    </message>
</context>
<context>
    <name>judge.form_lines</name>
    <message>
        <source>lines of JSON</source>
        <translation>逐行 JSON</translation>
    </message>
</context>
<context>
    <name>judge.http_status</name>
    <message>
        <source>HTTP status %1.</source>
        <translation>HTTP 状态码 %1。</translation>
    </message>
</context>
<context>
    <name>judge.http_status_says</name>
    <message>
        <source>HTTP status %1: %2</source>
        <translation>HTTP 状态码 %1：%2</translation>
    </message>
</context>
<context>
    <name>judge.in_the_librarys_words</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>judge.memory_guard</name>
    <message>
        <source>The memory guard ended the stream: Weir&apos;s memory had grown past its limit, and this was among the streams that filled it.</source>
        <translation>内存守卫结束了该流：Weir 的内存增长超过了上限，而该流属于占用最多者。</translation>
    </message>
</context>
<context>
    <name>judge.no_content_type</name>
    <message>
        <source>The response names no content type; it was read as %1, which its bytes are.</source>
        <translation>响应没有给出内容类型；已按其字节当作%1读取。</translation>
    </message>
</context>
<context>
    <name>judge.not_streamed</name>
    <message>
        <source>A stream was asked for and the answer came whole, so it has no time to the first token.</source>
        <translation>请求的是流，响应却整个到达，因此没有首个 Token 延迟。</translation>
    </message>
</context>
<context>
    <name>judge.other_content_type</name>
    <message>
        <source>The response&apos;s content type is %1; it was read as %2, which its bytes are.</source>
        <translation>响应的内容类型是 %1；已按其字节当作%2读取。</translation>
    </message>
</context>
<context>
    <name>judge.other_document</name>
    <message>
        <source>The JSON document holds nothing that an answer of this vendor holds.</source>
        <translation>该 JSON 文档不含此厂商响应的任何内容。</translation>
    </message>
</context>
<context>
    <name>judge.other_success_status</name>
    <message>
        <source>The HTTP status is %1 in place of %2.</source>
        <translation>HTTP 状态是 %1，而不是 %2。</translation>
    </message>
</context>
<context>
    <name>judge.record_without_end</name>
    <message>
        <source>The record stops with neither an end mark nor a finish reason: the answer was cut, or its record was.</source>
        <translation>记录结束时既没有结束标记，也没有结束原因：要么回答被截断，要么记录被截断。</translation>
    </message>
</context>
<context>
    <name>judge.resent</name>
    <message>
        <source>The library sent the request again by itself; Weir aborted it.</source>
        <translation>库自行重发了请求；Weir 已将其中止。</translation>
    </message>
</context>
<context>
    <name>kept_input.save_first</name>
    <message>
        <source>Save it as a file, and name that.</source>
        <translation>请先将它保存为文件，再指定该文件。</translation>
    </message>
</context>
<context>
    <name>kept_input.silent</name>
    <message>
        <source>nothing came for %1 s, and it has not ended</source>
        <translation>%1 s 内没有收到任何内容，而且它没有结束</translation>
    </message>
</context>
<context>
    <name>kept_input.terminal</name>
    <message>
        <source>it is a terminal</source>
        <translation>它是终端</translation>
    </message>
</context>
<context>
    <name>kept_input.too_large</name>
    <message>
        <source>it is larger than %1</source>
        <translation>它超过 %1</translation>
    </message>
</context>
<context>
    <name>kept_input.unreadable</name>
    <message>
        <source>What was handed down can&apos;t be read: %1</source>
        <translation>无法读取传入的内容：%1</translation>
    </message>
</context>
<context>
    <name>keychain.no_entry</name>
    <message>
        <source>The keychain has no secret of this name</source>
        <translation>钥匙串中没有此名称的密钥</translation>
    </message>
</context>
<context>
    <name>keychain.no_entry_advice</name>
    <message>
        <source>Store one with: weir-cli key set NAME.</source>
        <translation>请用 weir-cli key set NAME 存入一个。</translation>
    </message>
</context>
<context>
    <name>keychain.nothing_to_store</name>
    <message>
        <source>The name or the secret is empty</source>
        <translation>名称或密钥为空</translation>
    </message>
</context>
<context>
    <name>keychain.unreachable</name>
    <message>
        <source>The keychain can&apos;t be reached: %1</source>
        <translation>无法访问钥匙串：%1</translation>
    </message>
</context>
<context>
    <name>keychain.unreachable_advice</name>
    <message>
        <source>Use it inside a desktop session, or write env:NAME or file:PATH.</source>
        <translation>请在桌面会话中使用，或写成 env:NAME 或 file:PATH。</translation>
    </message>
</context>
<context>
    <name>lengths.no_number_in_row</name>
    <message>
        <source>The row has no whole number of tokens in its field &quot;%1&quot;</source>
        <translation>数据行的字段 &quot;%1&quot; 中没有整数 Token 数</translation>
    </message>
</context>
<context>
    <name>lengths.put_number_in_row</name>
    <message>
        <source>Put a number like 512 there, or draw the length in another way.</source>
        <translation>请在其中填入 512 这样的数，或以其他方式给出长度。</translation>
    </message>
</context>
<context>
    <name>machine.cap_lowered</name>
    <message>
        <source>The cap of %1 open streams is lowered to %2: the limit on open files (ulimit -n) has room for no more.</source>
        <translation>并发上限由 %1 个流降至 %2 个：打开文件数的限制（ulimit -n）容不下更多。</translation>
    </message>
</context>
<context>
    <name>machine.few_ports</name>
    <message>
        <source>About %1 connections to one address are expected, and the system has %2 local ports for them.</source>
        <translation>预计到同一地址约有 %1 个连接，而系统为此只有 %2 个本地端口。</translation>
    </message>
</context>
<context>
    <name>machine.free_disk</name>
    <message>
        <source>Free some space, choose another place (--out), or do without the times of chunks.</source>
        <translation>请释放一些空间，另选位置（--out），或不记录数据块的时间。</translation>
    </message>
</context>
<context>
    <name>machine.free_memory</name>
    <message>
        <source>Close other programs, raise the container&apos;s limit, or use fewer streams.</source>
        <translation>请关闭其他程序，提高容器的限制，或减少流的数量。</translation>
    </message>
</context>
<context>
    <name>machine.keep_connections</name>
    <message>
        <source>Keep connections open, set net.ipv4.tcp_tw_reuse to 1, or widen net.ipv4.ip_local_port_range.</source>
        <translation>请保持连接打开，将 net.ipv4.tcp_tw_reuse 设为 1，或扩大 net.ipv4.ip_local_port_range。</translation>
    </message>
</context>
<context>
    <name>machine.ports_held</name>
    <message>
        <source>About %1 new connections a second keep %2 local ports busy after they are closed, and the system has %3: connections may fail.</source>
        <translation>每秒约 %1 个新连接在关闭后仍占用 %2 个本地端口，而系统共有 %3 个：连接可能失败。</translation>
    </message>
</context>
<context>
    <name>machine.raise_files</name>
    <message>
        <source>Raise the limit (ulimit -n %1).</source>
        <translation>请提高限制（ulimit -n %1）。</translation>
    </message>
</context>
<context>
    <name>machine.raise_files_or_fewer_users</name>
    <message>
        <source>Raise the limit (ulimit -n %1) or use fewer users.</source>
        <translation>请提高限制（ulimit -n %1）或减少用户数。</translation>
    </message>
</context>
<context>
    <name>machine.raise_listen_queue</name>
    <message>
        <source>Raise net.core.somaxconn.</source>
        <translation>请提高 net.core.somaxconn。</translation>
    </message>
</context>
<context>
    <name>machine.raise_threads</name>
    <message>
        <source>Raise the limit (ulimit -u, or TasksMax and pids.max of the container), or use fewer streams: Qt&apos;s transport takes a thread for each six.</source>
        <translation>请提高限制（ulimit -u，或容器的 TasksMax 和 pids.max），或减少流的数量：Qt 的传输层每六个流占用一个线程。</translation>
    </message>
</context>
<context>
    <name>machine.short_listen_queue</name>
    <message>
        <source>%1 users connect to the built-in service at once, and the system lets %2 wait: others try again after a second.</source>
        <translation>%1 个用户同时连接内置服务，而系统只允许 %2 个等待：其余的一秒后重试。</translation>
    </message>
</context>
<context>
    <name>machine.streams_beyond_files</name>
    <message>
        <source>About %1 streams at once are expected, and the limit on open files (ulimit -n) has room for %2; what comes beyond them waits for the cap.</source>
        <translation>预计同时约有 %1 个流，而打开文件数的限制（ulimit -n）只容得下 %2 个；超出的会因并发上限而等待。</translation>
    </message>
</context>
<context>
    <name>machine.too_few_files</name>
    <message>
        <source>%1 streams at once need about %2 open files, and the system allows %3</source>
        <translation>同时打开 %1 个流约需 %2 个打开文件，而系统允许 %3 个</translation>
    </message>
</context>
<context>
    <name>machine.too_few_ports</name>
    <message>
        <source>%1 connections to one address need as many local ports, and the system has %2 for them</source>
        <translation>到同一地址的 %1 个连接需要同样多的本地端口，而系统为此只有 %2 个</translation>
    </message>
</context>
<context>
    <name>machine.too_few_threads</name>
    <message>
        <source>The load needs about %1 threads, and the system allows %2 more</source>
        <translation>负载约需 %1 个线程，而系统只允许再增加 %2 个</translation>
    </message>
</context>
<context>
    <name>machine.too_little_disk</name>
    <message>
        <source>The run file may grow to about %1, and only %2 are free where it goes.</source>
        <translation>运行文件可能增长到约 %1，而其所在位置只有 %2 可用空间。</translation>
    </message>
</context>
<context>
    <name>machine.too_little_memory</name>
    <message>
        <source>The load needs about %1 of memory, and only %2 are free: the machine may swap or end Weir.</source>
        <translation>负载约需 %1 内存，而可用的只有 %2：本机可能使用交换空间或结束 Weir。</translation>
    </message>
</context>
<context>
    <name>machine.widen_ports</name>
    <message>
        <source>Widen net.ipv4.ip_local_port_range, or spread the load over several addresses.</source>
        <translation>请扩大 net.ipv4.ip_local_port_range，或将负载分散到多个地址。</translation>
    </message>
</context>
<context>
    <name>media.data_advice</name>
    <message>
        <source>Write data:image/png;base64, and the data behind it.</source>
        <translation>请写成 data:image/png;base64, 并在其后附上数据。</translation>
    </message>
</context>
<context>
    <name>media.data_not_base64</name>
    <message>
        <source>What stands here is not in base64</source>
        <translation>此处的内容不是 base64</translation>
    </message>
</context>
<context>
    <name>media.no_image</name>
    <message>
        <source>The file is no picture but %1</source>
        <translation>该文件不是图片，而是 %1</translation>
    </message>
</context>
<context>
    <name>media.no_sound</name>
    <message>
        <source>The file is no sound but %1</source>
        <translation>该文件不是声音，而是 %1</translation>
    </message>
</context>
<context>
    <name>media.too_large</name>
    <message>
        <source>The file has more than %1 MiB</source>
        <translation>文件超过 %1 MiB</translation>
    </message>
</context>
<context>
    <name>memory_guard.ended</name>
    <message>
        <source>The memory guard ended %1 streams that filled Weir&apos;s memory.</source>
        <translation>内存守卫结束了 %1 个占满 Weir 内存的流。</translation>
    </message>
</context>
<context>
    <name>models.hold_a_secret</name>
    <message>
        <source>The list of models of %1 holds the key itself, so nothing of it is taken.</source>
        <translation>%1 的模型列表含有密钥本身，因此其中内容一概不取。</translation>
    </message>
</context>
<context>
    <name>models.key_needed</name>
    <message>
        <source>Give the service&apos;s key with --key, or name the model with --model NAME, or do so in the scenario&apos;s target.</source>
        <translation>请用 --key 给出该服务的密钥，或用 --model NAME 指定模型，也可在场景的目标中给出。</translation>
    </message>
</context>
<context>
    <name>models.key_refused</name>
    <message>
        <source>The key that was sent is %1: check that it holds the key of this service, or name the model with --model NAME, or in the scenario&apos;s target.</source>
        <translation>已发送的密钥是 %1：请检查其中是否是该服务的密钥，或用 --model NAME 或在场景的目标中指定模型。</translation>
    </message>
</context>
<context>
    <name>models.late</name>
    <message>
        <source>%1 gave no list of models within 5 s.</source>
        <translation>%1 在 5 s 内未给出模型列表。</translation>
    </message>
</context>
<context>
    <name>models.name_one</name>
    <message>
        <source>Name one with --model NAME, or in the scenario&apos;s target.</source>
        <translation>请用 --model NAME 指定一个模型，或在场景的目标中指定。</translation>
    </message>
</context>
<context>
    <name>models.names_unusable</name>
    <message>
        <source>None of the names that %1 lists can be used: each is longer than 512 characters or of blanks alone.</source>
        <translation>%1 列出的名称都无法使用：每个都超过 512 个字符或只由空白组成。</translation>
    </message>
</context>
<context>
    <name>models.no_answer</name>
    <message>
        <source>%1 gave no list of models: %2</source>
        <translation>%1 未给出模型列表：%2</translation>
    </message>
</context>
<context>
    <name>models.no_list</name>
    <message>
        <source>What %1 answered is no list of models.</source>
        <translation>%1 返回的不是模型列表。</translation>
    </message>
</context>
<context>
    <name>models.none</name>
    <message>
        <source>No model is named, and the list of the service at %1 is empty</source>
        <translation>未指定模型，而服务在 %1 的列表是空的</translation>
    </message>
</context>
<context>
    <name>models.none_known</name>
    <message>
        <source>No model is named, and none could be found out, so the requests hold an empty name: %1 Name one with --model NAME, or in the scenario&apos;s target.</source>
        <translation>未指定模型，也无法查明，因此请求中的模型名是空的：%1 请用 --model NAME 指定一个模型，或在场景的目标中指定。</translation>
    </message>
</context>
<context>
    <name>models.refused</name>
    <message>
        <source>No model is named, and the service does not tell which it has: %1 answered with status %2</source>
        <translation>未指定模型，服务也未告知有哪些模型：%1 返回状态 %2</translation>
    </message>
</context>
<context>
    <name>models.several</name>
    <message>
        <source>No model is named, and the service has %1: %2</source>
        <translation>未指定模型，而服务有 %1 个：%2</translation>
    </message>
</context>
<context>
    <name>models.status</name>
    <message>
        <source>%1 answered with status %2.</source>
        <translation>%1 返回状态 %2。</translation>
    </message>
</context>
<context>
    <name>models.taken</name>
    <message>
        <source>No model is named; the service&apos;s only one is taken: %1</source>
        <translation>未指定模型；已采用服务唯一的模型：%1</translation>
    </message>
</context>
<context>
    <name>models.too_long</name>
    <message>
        <source>The answer of %1 is longer than 1 MiB.</source>
        <translation>%1 的响应超过 1 MiB。</translation>
    </message>
</context>
<context>
    <name>once.advice_existing</name>
    <message>
        <source>Choose one that exists.</source>
        <translation>请选择一个存在的请求。</translation>
    </message>
</context>
<context>
    <name>once.no_such_request</name>
    <message>
        <source>The scenario has %1 requests, number %2 was asked for</source>
        <translation>场景有 %1 个请求，要求的却是第 %2 个</translation>
    </message>
</context>
<context>
    <name>option.body_advice</name>
    <message>
        <source>Name a file that holds a whole request body, which may be a template.</source>
        <translation>请指定一个包含完整请求体的文件，内容可以是模板。</translation>
    </message>
</context>
<context>
    <name>option.body_empty</name>
    <message>
        <source>The file is empty</source>
        <translation>该文件是空的</translation>
    </message>
</context>
<context>
    <name>option.body_too_large</name>
    <message>
        <source>The file has more than 16 MiB</source>
        <translation>该文件超过 16 MiB</translation>
    </message>
</context>
<context>
    <name>option.body_unreadable</name>
    <message>
        <source>&quot;%1&quot; can&apos;t be read: %2</source>
        <translation>无法读取“%1”：%2</translation>
    </message>
</context>
<context>
    <name>option.extra_body_advice</name>
    <message>
        <source>Write it like &apos;{&quot;temperature&quot;: 0.2}&apos;.</source>
        <translation>请写成 &apos;{&quot;temperature&quot;: 0.2}&apos; 这样。</translation>
    </message>
</context>
<context>
    <name>option.header_advice</name>
    <message>
        <source>Write it like &apos;X-Tenant: acme&apos;.</source>
        <translation>请写成 &apos;X-Tenant: acme&apos; 的形式。</translation>
    </message>
</context>
<context>
    <name>option.header_without_name</name>
    <message>
        <source>&quot;%1&quot; has no name before a colon</source>
        <translation>“%1”的冒号前没有名称</translation>
    </message>
</context>
<context>
    <name>option.no_number_above_zero</name>
    <message>
        <source>&quot;%1&quot; is not a number above 0, at most %2</source>
        <translation>&quot;%1&quot;不是大于 0 且不超过 %2 的数</translation>
    </message>
</context>
<context>
    <name>option.no_scenario</name>
    <message>
        <source>Neither a scenario nor --url was given</source>
        <translation>既没有给出场景，也没有给出 --url</translation>
    </message>
</context>
<context>
    <name>option.no_scenario_advice</name>
    <message>
        <source>Name a project file, or a service with --url (builtin: needs no network).</source>
        <translation>请指定项目文件，或用 --url 指定服务（builtin: 不需要网络）。</translation>
    </message>
</context>
<context>
    <name>option.no_whole_number</name>
    <message>
        <source>&quot;%1&quot; is not a whole number from %2 to %3</source>
        <translation>&quot;%1&quot;不是 %2 到 %3 之间的整数</translation>
    </message>
</context>
<context>
    <name>option.not_a_share</name>
    <message>
        <source>&quot;%1&quot; is not a share from 0 to 1</source>
        <translation>“%1”不是 0 到 1 的比例</translation>
    </message>
</context>
<context>
    <name>option.set_advice</name>
    <message>
        <source>Write it like load.users=20.</source>
        <translation>请写成 load.users=20 的形式。</translation>
    </message>
</context>
<context>
    <name>option.set_without_path</name>
    <message>
        <source>&quot;%1&quot; has no path before an equals sign</source>
        <translation>“%1”的等号前没有路径</translation>
    </message>
</context>
<context>
    <name>option.share_advice</name>
    <message>
        <source>Write it like 1% or 0.01.</source>
        <translation>请写成 1% 或 0.01。</translation>
    </message>
</context>
<context>
    <name>option.transport_unknown</name>
    <message>
        <source>&quot;%1&quot; is not known</source>
        <translation>没有“%1”</translation>
    </message>
</context>
<context>
    <name>option.transports</name>
    <message>
        <source>There are: %1.</source>
        <translation>可用的有：%1。</translation>
    </message>
</context>
<context>
    <name>outcome.abandoned</name>
    <message>
        <source>The simulated user left, as the scenario told it to.</source>
        <translation>模拟用户按场景的设定离开。</translation>
    </message>
</context>
<context>
    <name>outcome.api_error</name>
    <message>
        <source>An error inside an HTTP 200 response.</source>
        <translation>HTTP 200 响应中含有错误。</translation>
    </message>
</context>
<context>
    <name>outcome.check_failed</name>
    <message>
        <source>Everything arrived, but a check on it did not hold.</source>
        <translation>内容全部到达，但有一项检查未满足。</translation>
    </message>
</context>
<context>
    <name>outcome.closed_before_response</name>
    <message>
        <source>The connection ended before a response came.</source>
        <translation>响应到来之前连接已结束。</translation>
    </message>
</context>
<context>
    <name>outcome.connect_failed</name>
    <message>
        <source>The connection could not be made.</source>
        <translation>无法建立连接。</translation>
    </message>
</context>
<context>
    <name>outcome.connect_refused</name>
    <message>
        <source>Nothing listens on that port.</source>
        <translation>该端口上没有程序监听。</translation>
    </message>
</context>
<context>
    <name>outcome.connect_timeout</name>
    <message>
        <source>The connection was not made in the time allowed.</source>
        <translation>未能在允许的时间内建立连接。</translation>
    </message>
</context>
<context>
    <name>outcome.cut_by_test_end</name>
    <message>
        <source>Still running when the run&apos;s drain time ended.</source>
        <translation>运行的收尾时间结束时仍在进行。</translation>
    </message>
</context>
<context>
    <name>outcome.deadline</name>
    <message>
        <source>The request as a whole took longer than allowed.</source>
        <translation>整个请求的用时超过总时限。</translation>
    </message>
</context>
<context>
    <name>outcome.dns_failure</name>
    <message>
        <source>The host&apos;s name could not be resolved.</source>
        <translation>无法解析主机名。</translation>
    </message>
</context>
<context>
    <name>outcome.empty_stream</name>
    <message>
        <source>A proper end, but not one token.</source>
        <translation>正常结束，但没有一个 Token。</translation>
    </message>
</context>
<context>
    <name>outcome.first_token_timeout</name>
    <message>
        <source>No token came in the time allowed.</source>
        <translation>在允许的时间内没有收到 Token。</translation>
    </message>
</context>
<context>
    <name>outcome.http_3xx</name>
    <message>
        <source>The service redirected; redirects are not followed.</source>
        <translation>服务要求重定向；Weir 不跟随重定向。</translation>
    </message>
</context>
<context>
    <name>outcome.http_4xx</name>
    <message>
        <source>The service rejected the request.</source>
        <translation>服务拒绝了请求。</translation>
    </message>
</context>
<context>
    <name>outcome.http_5xx</name>
    <message>
        <source>The service failed.</source>
        <translation>服务出错。</translation>
    </message>
</context>
<context>
    <name>outcome.local_error</name>
    <message>
        <source>Weir could not make the request, or a bound of its own ended it.</source>
        <translation>Weir 无法发出请求，或其自身的上限结束了请求。</translation>
    </message>
</context>
<context>
    <name>outcome.malformed_stream</name>
    <message>
        <source>The bytes are not what the protocol allows.</source>
        <translation>收到的字节不符合协议。</translation>
    </message>
</context>
<context>
    <name>outcome.protocol_status</name>
    <message>
        <source>The protocol reported an error status of its own.</source>
        <translation>协议自身报告了错误状态。</translation>
    </message>
</context>
<context>
    <name>outcome.rate_limited</name>
    <message>
        <source>The service refused the request because of its rate limit.</source>
        <translation>服务因速率限制拒绝了请求。</translation>
    </message>
</context>
<context>
    <name>outcome.stall_timeout</name>
    <message>
        <source>The stream stood still for longer than allowed.</source>
        <translation>流的停顿超过允许的时间。</translation>
    </message>
</context>
<context>
    <name>outcome.stream_interrupted</name>
    <message>
        <source>The connection broke in the middle of the stream.</source>
        <translation>连接在流的中途中断。</translation>
    </message>
</context>
<context>
    <name>outcome.stream_truncated</name>
    <message>
        <source>A clean end, but without terminator and finish reason.</source>
        <translation>正常关闭，但没有结束标记和结束原因。</translation>
    </message>
</context>
<context>
    <name>outcome.success</name>
    <message>
        <source>The stream ended as its protocol says.</source>
        <translation>流按其协议的规定结束。</translation>
    </message>
</context>
<context>
    <name>outcome.tls_failure</name>
    <message>
        <source>The TLS handshake or the certificate check failed.</source>
        <translation>TLS 握手或证书验证失败。</translation>
    </message>
</context>
<context>
    <name>outcome.unexpected_response</name>
    <message>
        <source>The answer is none that the vendor&apos;s protocol knows.</source>
        <translation>响应不是该厂商协议所认识的。</translation>
    </message>
</context>
<context>
    <name>pattern.at_character</name>
    <message>
        <source>character %1</source>
        <translation>第 %1 个字符</translation>
    </message>
</context>
<context>
    <name>pattern.escape_characters</name>
    <message>
        <source>Characters like . * + ? ( ) [ ] { } stand for themselves behind a \.</source>
        <translation>. * + ? ( ) [ ] { } 等字符前加 \ 才表示字符本身。</translation>
    </message>
</context>
<context>
    <name>pattern.no_expression</name>
    <message>
        <source>This is no regular expression: %1</source>
        <translation>这不是正则表达式：%1</translation>
    </message>
</context>
<context>
    <name>phase.done</name>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>phase.draining</name>
    <message>
        <source>draining</source>
        <translation>收尾</translation>
    </message>
</context>
<context>
    <name>phase.idle</name>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
</context>
<context>
    <name>phase.measuring</name>
    <message>
        <source>measuring</source>
        <translation>测量</translation>
    </message>
</context>
<context>
    <name>phase.warm_up</name>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
</context>
<context>
    <name>picture.folder_not_made</name>
    <message>
        <source>The folder can&apos;t be made</source>
        <translation>无法创建文件夹</translation>
    </message>
</context>
<context>
    <name>picture.folder_not_made_advice</name>
    <message>
        <source>Choose another one.</source>
        <translation>请另选一个。</translation>
    </message>
</context>
<context>
    <name>picture.no_memory</name>
    <message>
        <source>There is not enough memory for the picture</source>
        <translation>内存不足，无法生成图片</translation>
    </message>
</context>
<context>
    <name>picture.no_size</name>
    <message>
        <source>The page has no size yet</source>
        <translation>页面还没有尺寸</translation>
    </message>
</context>
<context>
    <name>picture.no_size_advice</name>
    <message>
        <source>Show it once, then export it.</source>
        <translation>请先显示该页面，再导出。</translation>
    </message>
</context>
<context>
    <name>picture.not_encoded</name>
    <message>
        <source>The picture can&apos;t be encoded as PNG</source>
        <translation>无法将图片编码为 PNG</translation>
    </message>
</context>
<context>
    <name>picture.size_out_of_range</name>
    <message>
        <source>The picture&apos;s size is out of range</source>
        <translation>图片尺寸超出范围</translation>
    </message>
</context>
<context>
    <name>picture.size_out_of_range_advice</name>
    <message>
        <source>Each side may have 160 to 8,192 pixels, the scale may be 0.5 to 4.</source>
        <translation>每边须为 160 至 8,192 像素，缩放须为 0.5 至 4。</translation>
    </message>
</context>
<context>
    <name>picture.smaller</name>
    <message>
        <source>Choose a smaller size.</source>
        <translation>请选择更小的尺寸。</translation>
    </message>
</context>
<context>
    <name>plan.closed_has_no_arrivals</name>
    <message>
        <source>A closed load plans no arrivals</source>
        <translation>闭环负载没有计划的到达</translation>
    </message>
</context>
<context>
    <name>planned_load.about_requests</name>
    <message>
        <source>about %1 requests</source>
        <translation>约 %1 个请求</translation>
    </message>
</context>
<context>
    <name>planned_load.and_also</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>planned_load.as_answered</name>
    <message>
        <source>as many requests as the service answers</source>
        <translation>请求数取决于服务的回答速度</translation>
    </message>
</context>
<context>
    <name>planned_load.most_tokens</name>
    <message>
        <source>at most %1 output tokens</source>
        <translation>最多 %1 个输出 Token</translation>
    </message>
</context>
<context>
    <name>planned_load.requests</name>
    <message>
        <source>%1 requests</source>
        <translation>%1 个请求</translation>
    </message>
</context>
<context>
    <name>planned_load.requests_of_group</name>
    <message>
        <source>%1: requests/s</source>
        <translation>%1：请求/s</translation>
    </message>
</context>
<context>
    <name>planned_load.series_requests</name>
    <message>
        <source>requests/s</source>
        <translation>请求/s</translation>
    </message>
</context>
<context>
    <name>planned_load.series_streams</name>
    <message>
        <source>open streams, expected</source>
        <translation>预期并发流</translation>
    </message>
</context>
<context>
    <name>planned_load.series_users</name>
    <message>
        <source>users</source>
        <translation>用户</translation>
    </message>
</context>
<context>
    <name>planned_load.series_users_and_streams</name>
    <message>
        <source>users and open streams, expected</source>
        <translation>用户与预期并发流</translation>
    </message>
</context>
<context>
    <name>planned_load.title</name>
    <message>
        <source>Planned load</source>
        <translation>计划负载</translation>
    </message>
</context>
<context>
    <name>planned_load.to_come</name>
    <message>
        <source>The planned load appears here once the load has a length.</source>
        <translation>负载有了长度后，此处显示计划负载。</translation>
    </message>
</context>
<context>
    <name>planned_load.users_of_group</name>
    <message>
        <source>%1: users</source>
        <translation>%1：用户</translation>
    </message>
</context>
<context>
    <name>preset.array_ends_with_bracket</name>
    <message>
        <source>In the framing &quot;json_array&quot; the only terminator is &quot;]&quot;, the array&apos;s end.</source>
        <translation>分帧方式为“json_array”时，结束标记只能是“]”，即数组的末尾。</translation>
    </message>
</context>
<context>
    <name>preset.async</name>
    <message>
        <source>Asynchronous inference on the same 4 replicas, in continuous batches: 106 users see 22 ms and 4,800 requests/s.</source>
        <translation>同样 4 个副本上的异步推理，采用连续批处理：106 个用户可达 22 ms、4,800 请求/s。</translation>
    </message>
</context>
<context>
    <name>preset.body_asks_not</name>
    <message>
        <source>The body has no &quot;%1&quot; that is set.</source>
        <translation>请求体中没有已设置的“%1”。</translation>
    </message>
</context>
<context>
    <name>preset.body_is_no_json</name>
    <message>
        <source>Filled in (%1), the body is no JSON: %2, at its byte %3.</source>
        <translation>填充后（%1），请求体不是 JSON：%2，位于其第 %3 字节。</translation>
    </message>
</context>
<context>
    <name>preset.cold</name>
    <message>
        <source>Scaled to one replica that starts cold: 20 s until the first token, 30 s of warm-up, then the autoscaler adds replicas that start cold, too.</source>
        <translation>缩到一个副本且冷启动：20 s 后才有首个 Token，预热 30 s，然后自动扩缩器增加副本，新副本同样冷启动。</translation>
    </message>
</context>
<context>
    <name>preset.cumulative_repeats</name>
    <message>
        <source>Where every text is &quot;cumulative&quot;, a repeated one needs no rule.</source>
        <translation>每段文本都已是累积的（“cumulative”），重复的文本无需再设规则。</translation>
    </message>
</context>
<context>
    <name>preset.data_is_content</name>
    <message>
        <source>The event&apos;s data and the whole document stand for content only.</source>
        <translation>事件数据与整个文档只能用作正文的位置。</translation>
    </message>
</context>
<context>
    <name>preset.event_is_a_value</name>
    <message>
        <source>The event&apos;s name stands only where a value is compared or a reason is told.</source>
        <translation>事件名称只能用于比较取值或说明原因的位置。</translation>
    </message>
</context>
<context>
    <name>preset.every_stream_needs_end</name>
    <message>
        <source>&quot;needs_end&quot; tells those streams apart that a clean end does not end; without &quot;ends&quot;: &quot;clean&quot; it ends none.</source>
        <translation>“needs_end”用于区分不能仅凭正常结束而结束的流；没有“&quot;ends&quot;: &quot;clean&quot;”时它不起作用。</translation>
    </message>
</context>
<context>
    <name>preset.file_too_large</name>
    <message>
        <source>A preset file has at most %1 bytes.</source>
        <translation>预设文件最多 %1 字节。</translation>
    </message>
</context>
<context>
    <name>preset.file_unreadable</name>
    <message>
        <source>The file can&apos;t be read: %1.</source>
        <translation>无法读取文件：%1。</translation>
    </message>
</context>
<context>
    <name>preset.flaky</name>
    <message>
        <source>The steady service with every kind of fault: about one request in five goes wrong.</source>
        <translation>稳定服务加上各种故障：约五分之一的请求会出错。</translation>
    </message>
</context>
<context>
    <name>preset.forwarder_after</name>
    <message>
        <source>The forwarder with continuous batching: 800 users that pause 1.35 s send 500 messages/s and wait 500 ms at most (p99).</source>
        <translation>消息转发器改用连续批处理：800 个用户（间隔 1.35 s）每秒发送 500 条消息，最多等待 500 ms（p99）。</translation>
    </message>
</context>
<context>
    <name>preset.forwarder_before</name>
    <message>
        <source>A message forwarder before tuning: 32 workers, 200 users that pause 1.35 s wait up to 3 s (p99).</source>
        <translation>调优前的消息转发器：32 个工作单元，200 个用户（间隔 1.35 s）最多等待 3 s（p99）。</translation>
    </message>
</context>
<context>
    <name>preset.framing_has_no_names</name>
    <message>
        <source>Events of this framing have no names, so nothing stands at &quot;event&quot;.</source>
        <translation>此分帧方式的事件没有名称，因此位置“event”上不会有内容。</translation>
    </message>
</context>
<context>
    <name>preset.header_is_one_line</name>
    <message>
        <source>&quot;%1&quot; must be a header&apos;s name with one line of text as its value.</source>
        <translation>“%1”必须是请求头的名称，其值为一行文本。</translation>
    </message>
</context>
<context>
    <name>preset.header_needed</name>
    <message>
        <source>The scheme &quot;header&quot; needs the header&apos;s name.</source>
        <translation>方式“header”需要请求头的名称。</translation>
    </message>
</context>
<context>
    <name>preset.header_of_target</name>
    <message>
        <source>The host follows from the target&apos;s URL; another one is a header of the target.</source>
        <translation>主机由目标的 URL 决定；其他主机应写为目标的请求头。</translation>
    </message>
</context>
<context>
    <name>preset.headers_expected</name>
    <message>
        <source>An object { } of header names and values is expected.</source>
        <translation>此处应为由请求头名称和值组成的对象 { }。</translation>
    </message>
</context>
<context>
    <name>preset.inherited</name>
    <message>
        <source>%1 (This key comes from &quot;%2&quot;.)</source>
        <translation>%1（此键来自“%2”。）</translation>
    </message>
</context>
<context>
    <name>preset.key_needed</name>
    <message>
        <source>This key is needed.</source>
        <translation>需要此键。</translation>
    </message>
</context>
<context>
    <name>preset.like_has_problem</name>
    <message>
        <source>In &quot;%1&quot;: %2</source>
        <translation>“%1”中：%2</translation>
    </message>
</context>
<context>
    <name>preset.like_in_a_circle</name>
    <message>
        <source>The preset &quot;%1&quot; is, by its own &quot;like&quot;, like this one.</source>
        <translation>预设“%1”按它自己的“like”又与此预设相同。</translation>
    </message>
</context>
<context>
    <name>preset.like_too_long</name>
    <message>
        <source>The chain of presets that are like each other has over %1 links.</source>
        <translation>彼此相似（like）的预设链超过 %1 环。</translation>
    </message>
</context>
<context>
    <name>preset.like_unknown</name>
    <message>
        <source>There is no preset &quot;%1&quot; that this one could be like. See weir-cli vendors.</source>
        <translation>没有可供此预设沿用的预设“%1”。请看 weir-cli vendors。</translation>
    </message>
</context>
<context>
    <name>preset.like_what</name>
    <message>
        <source>The name of another preset, or the path of its file, is expected.</source>
        <translation>此处应为另一个预设的名称，或其文件的路径。</translation>
    </message>
</context>
<context>
    <name>preset.models_names</name>
    <message>
        <source>The place of the names is needed here, like /data/*/id.</source>
        <translation>此处需要名称所在的位置，例如 /data/*/id。</translation>
    </message>
</context>
<context>
    <name>preset.models_path</name>
    <message>
        <source>The path where a service lists its models is needed here, without {{model}}.</source>
        <translation>此处需要服务列出模型的路径，且不含 {{model}}。</translation>
    </message>
</context>
<context>
    <name>preset.no_file</name>
    <message>
        <source>The file does not exist or is no plain file.</source>
        <translation>文件不存在，或不是普通文件。</translation>
    </message>
</context>
<context>
    <name>preset.no_media_type</name>
    <message>
        <source>&quot;%1&quot; is no media type, like text/plain.</source>
        <translation>“%1”不是媒体类型（例如 text/plain）。</translation>
    </message>
</context>
<context>
    <name>preset.no_method</name>
    <message>
        <source>This is no HTTP method, like POST.</source>
        <translation>这不是 HTTP 方法，如 POST。</translation>
    </message>
</context>
<context>
    <name>preset.no_place_of_text</name>
    <message>
        <source>At least one place of the answer is needed.</source>
        <translation>至少需要一处回答的位置。</translation>
    </message>
</context>
<context>
    <name>preset.not_json</name>
    <message>
        <source>Not JSON at byte %1: %2.</source>
        <translation>第 %1 字节处不是 JSON：%2。</translation>
    </message>
</context>
<context>
    <name>preset.object_expected</name>
    <message>
        <source>An object { } is expected here.</source>
        <translation>此处应为对象 { }。</translation>
    </message>
</context>
<context>
    <name>preset.open_autoglm</name>
    <message>
        <source>The same work with continuous batching on 4 replicas: 202 users see 210 ms and 960 requests/s at 89 % GPU.</source>
        <translation>同样的工作量，4 个副本上连续批处理：202 个用户可达 210 ms、960 请求/s，GPU 利用率 89 %。</translation>
    </message>
</context>
<context>
    <name>preset.parameter_place</name>
    <message>
        <source>The place of one member of the body is needed here, like /options/num_predict.</source>
        <translation>这里需要请求体中一个成员的位置，例如 /options/num_predict。</translation>
    </message>
</context>
<context>
    <name>preset.path_begins</name>
    <message>
        <source>The path begins with &quot;/&quot;.</source>
        <translation>路径须以“/”开头。</translation>
    </message>
</context>
<context>
    <name>preset.path_knows_model</name>
    <message>
        <source>The path knows no variable but {{model}}.</source>
        <translation>路径中只能使用变量 {{model}}。</translation>
    </message>
</context>
<context>
    <name>preset.place_and_values_needed</name>
    <message>
        <source>This rule needs the place &quot;at&quot; and at least one of &quot;values&quot;.</source>
        <translation>此规则需要位置“at”和至少一个“values”中的值。</translation>
    </message>
</context>
<context>
    <name>preset.place_blocked</name>
    <message>
        <source>The body has no object on the way to this place, so nothing can be set there.</source>
        <translation>请求体中通往此位置的路径上没有对象，因此无法在此设置任何值。</translation>
    </message>
</context>
<context>
    <name>preset.place_needed</name>
    <message>
        <source>This rule needs a place.</source>
        <translation>此规则需要一个位置。</translation>
    </message>
</context>
<context>
    <name>preset.places_meet</name>
    <message>
        <source>&quot;%1&quot; has its place here or within it; each parameter needs one of its own.</source>
        <translation>“%1”的位置也在此处或在其中；每个参数需要自己的位置。</translation>
    </message>
</context>
<context>
    <name>preset.pointer_begins</name>
    <message>
        <source>A JSON pointer begins with &quot;/&quot;</source>
        <translation>JSON 指针须以“/”开头</translation>
    </message>
</context>
<context>
    <name>preset.pointer_tilde</name>
    <message>
        <source>In a JSON pointer &quot;~&quot; is written &quot;~0&quot; and &quot;/&quot; is written &quot;~1&quot;</source>
        <translation>在 JSON 指针中，“~”写作“~0”，“/”写作“~1”</translation>
    </message>
</context>
<context>
    <name>preset.pointer_too_long</name>
    <message>
        <source>A JSON pointer of a preset has at most %1 parts</source>
        <translation>预设的 JSON 指针最多有 %1 段</translation>
    </message>
</context>
<context>
    <name>preset.pool_batching</name>
    <message>
        <source>The pool&apos;s replicas with continuous batches of 17: 1,600 users get 14,300 requests/s, but a p99 of 142 ms.</source>
        <translation>同一批副本，以 17 为一批连续批处理：1,600 个用户可达 14,300 请求/s，但 p99 为 142 ms。</translation>
    </message>
</context>
<context>
    <name>preset.pool_default</name>
    <message>
        <source>A pool of 100 workers as it comes: 800 users get 8,200 requests/s with a p99 of 128 ms.</source>
        <translation>默认的 100 个工作单元的池：800 个用户可达 8,200 请求/s，p99 为 128 ms。</translation>
    </message>
</context>
<context>
    <name>preset.pool_tuned</name>
    <message>
        <source>The pool grown to 150 workers: the same 800 users get 11,500 requests/s with a p99 of 96 ms.</source>
        <translation>池扩大到 150 个工作单元：同样 800 个用户可达 11,500 请求/s，p99 为 96 ms。</translation>
    </message>
</context>
<context>
    <name>preset.reasoning</name>
    <message>
        <source>A model that thinks first: about 120 tokens of reasoning, then about 60 of the answer.</source>
        <translation>先推理再回答的模型：约 120 个推理 Token，然后约 60 个正文 Token。</translation>
    </message>
</context>
<context>
    <name>preset.steady</name>
    <message>
        <source>A healthy service: first token after 120 ms, then one about every 15 ms, about 60 tokens.</source>
        <translation>健康的服务：120 ms 后给出首个 Token，之后约每 15 ms 一个，共约 60 个 Token。</translation>
    </message>
</context>
<context>
    <name>preset.stream_has_tokens</name>
    <message>
        <source>A stream needs tokens, so &quot;answer&quot; stands in &quot;whole&quot; alone.</source>
        <translation>流需要 Token，因此 &quot;answer&quot; 只能在 &quot;whole&quot; 中。</translation>
    </message>
</context>
<context>
    <name>preset.sync</name>
    <message>
        <source>Synchronous inference: 24 workers each wait for their own answer; 102 users see 85 ms and 1,200 requests/s.</source>
        <translation>同步推理：24 个工作单元各自等待自己的回答；102 个用户可达 85 ms、1,200 请求/s。</translation>
    </message>
</context>
<context>
    <name>preset.takes_what</name>
    <message>
        <source>&quot;%1&quot; is none of %2; what comes by its address comes as a file, too.</source>
        <translation>“%1”不是 %2 之一；能以地址给出的，也须能以文件给出。</translation>
    </message>
</context>
<context>
    <name>preset.text_empty</name>
    <message>
        <source>An empty text says nothing here; leave the key out.</source>
        <translation>空文本在此没有意义；请去掉该键。</translation>
    </message>
</context>
<context>
    <name>preset.time_place</name>
    <message>
        <source>A place is expected here, or {&quot;at&quot;: place, &quot;unit&quot;: &quot;ms&quot;}, or a list of such.</source>
        <translation>此处应为一个位置、{&quot;at&quot;: &quot;/x&quot;, &quot;unit&quot;: &quot;ms&quot;} 这样的对象，或由它们组成的列表。</translation>
    </message>
</context>
<context>
    <name>preset.traditional</name>
    <message>
        <source>A traditional deployment: each of 16 replicas answers one request at a time; 129 users see 890 ms and 145 requests/s at 58 % GPU.</source>
        <translation>传统部署：16 个副本各自一次只处理一个请求；129 个用户可达 890 ms、145 请求/s，GPU 利用率 58 %。</translation>
    </message>
</context>
<context>
    <name>preset.version_missing</name>
    <message>
        <source>The file&apos;s version is missing: &quot;weir_vendor&quot;: 1.</source>
        <translation>缺少文件的版本：&quot;weir_vendor&quot;: 1。</translation>
    </message>
</context>
<context>
    <name>preset.vllm_like</name>
    <message>
        <source>One GPU with an 8B model as vLLM serves it: continuous batching, chunked prefill, paged KV cache with preemption, prefix cache.</source>
        <translation>一块 GPU 上由 vLLM 提供的 8B 模型：连续批处理、分块预填充、带抢占的分页 KV 缓存、前缀缓存。</translation>
    </message>
</context>
<context>
    <name>preset.whole_has_no_end_mark</name>
    <message>
        <source>A whole answer ends with its document, so it has no &quot;end_mark&quot;.</source>
        <translation>完整应答随其文档结束，因此没有“end_mark”。</translation>
    </message>
</context>
<context>
    <name>preset.whole_has_no_event</name>
    <message>
        <source>A whole answer is no event, so nothing stands at &quot;event&quot; or &quot;data&quot;.</source>
        <translation>完整回答不是事件，因此位置“event”和“data”上不会有内容。</translation>
    </message>
</context>
<context>
    <name>preset.whole_is_one_event</name>
    <message>
        <source>A whole answer is one event, so it has neither &quot;cumulative&quot; nor &quot;needs_end&quot; nor &quot;ignore&quot;.</source>
        <translation>完整回答只有一个事件，因此没有“cumulative”、“needs_end”和“ignore”。</translation>
    </message>
</context>
<context>
    <name>preset.whole_repeats_nothing</name>
    <message>
        <source>A whole answer has no earlier event, so it has no &quot;repeat_text&quot;.</source>
        <translation>完整响应没有先前的事件，因此没有 &quot;repeat_text&quot;。</translation>
    </message>
</context>
<context>
    <name>preview.choose_target</name>
    <message>
        <source>Choose a target.</source>
        <translation>请选择一个目标。</translation>
    </message>
</context>
<context>
    <name>preview.no_such_row</name>
    <message>
        <source>The data has no such row</source>
        <translation>数据中没有这一行</translation>
    </message>
</context>
<context>
    <name>preview.no_such_target</name>
    <message>
        <source>The request&apos;s target does not exist</source>
        <translation>请求所用的目标不存在</translation>
    </message>
</context>
<context>
    <name>preview.standard_input</name>
    <message>
        <source>The rows come from standard input when the run is started by weir-cli</source>
        <translation>这些行在 weir-cli 启动运行时来自标准输入</translation>
    </message>
</context>
<context>
    <name>problem.one_after_the_other</name>
    <message>
        <source>%1
%2</source>
        <translation>%1
%2</translation>
    </message>
</context>
<context>
    <name>project.is_run</name>
    <message>
        <source>This is a run file, no project</source>
        <translation>这是运行文件，不是项目</translation>
    </message>
</context>
<context>
    <name>project.is_run_advice</name>
    <message>
        <source>Use weir-cli report, or open it in the window.</source>
        <translation>请使用 weir-cli report，或在窗口中打开。</translation>
    </message>
</context>
<context>
    <name>project.move_data</name>
    <message>
        <source>Move large test data into a JSONL file beside the project.</source>
        <translation>请将大量测试数据移到项目旁的 JSONL 文件中。</translation>
    </message>
</context>
<context>
    <name>project.too_large</name>
    <message>
        <source>The file is larger than 64 MiB, so it is no project</source>
        <translation>文件大于 64 MiB，不是项目</translation>
    </message>
</context>
<context>
    <name>project.unreadable</name>
    <message>
        <source>The project can&apos;t be read: %1</source>
        <translation>无法读取项目：%1</translation>
    </message>
</context>
<context>
    <name>project.unsaved</name>
    <message>
        <source>The project can&apos;t be saved: %1</source>
        <translation>无法保存项目：%1</translation>
    </message>
</context>
<context>
    <name>provenance.fail</name>
    <message>
        <source>fail</source>
        <translation>未通过</translation>
    </message>
</context>
<context>
    <name>provenance.goes_on</name>
    <message>
        <source>the run goes on</source>
        <translation>运行进行中</translation>
    </message>
</context>
<context>
    <name>provenance.incomplete</name>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
</context>
<context>
    <name>provenance.invalid</name>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
</context>
<context>
    <name>provenance.joined</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>provenance.pass</name>
    <message>
        <source>pass</source>
        <translation>通过</translation>
    </message>
</context>
<context>
    <name>provenance.ribbon_fail</name>
    <message>
        <source>FAILED</source>
        <translation>未通过</translation>
    </message>
</context>
<context>
    <name>provenance.ribbon_goes_on</name>
    <message>
        <source>THE RUN GOES ON</source>
        <translation>运行进行中</translation>
    </message>
</context>
<context>
    <name>provenance.ribbon_incomplete</name>
    <message>
        <source>INCOMPLETE</source>
        <translation>不完整</translation>
    </message>
</context>
<context>
    <name>provenance.ribbon_invalid</name>
    <message>
        <source>INVALID</source>
        <translation>无效</translation>
    </message>
</context>
<context>
    <name>provenance.ribbon_simulated</name>
    <message>
        <source>SIMULATED</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>provenance.seed</name>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
</context>
<context>
    <name>provenance.simulated</name>
    <message>
        <source>simulated</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>qnam.body_cut</name>
    <message>
        <source>The connection closed before the whole body had come</source>
        <translation>响应体尚未完整到达，连接就已关闭</translation>
    </message>
</context>
<context>
    <name>qnam.headers_lost</name>
    <message>
        <source>Qt handed over no header of the response, whose body is in chunks all the same. Qt drops them all where there are over 100, one is above 8 KiB, or a line is no header. The transport curl takes more: --transport curl</source>
        <translation>Qt 未交出该响应的任何响应头，而其正文仍是分块的。响应头超过 100 个、有一个超过 8 KiB 或有一行不是响应头时，Qt 会全部丢弃。curl 传输可接受更多：--transport curl</translation>
    </message>
</context>
<context>
    <name>qnam.no_response</name>
    <message>
        <source>The exchange ended without a response</source>
        <translation>请求已结束，但没有响应</translation>
    </message>
</context>
<context>
    <name>qnam.sent_again</name>
    <message>
        <source>The connection gave no response and the request was sent again</source>
        <translation>连接没有给出响应，请求被重发</translation>
    </message>
</context>
<context>
    <name>qnam.too_many_heads</name>
    <message>
        <source>The response has more than %1 interim heads</source>
        <translation>该响应的中间响应头超过 %1 个</translation>
    </message>
</context>
<context>
    <name>recovery.move_away</name>
    <message>
        <source>Move the file away if you do not need it.</source>
        <translation>如不需要该文件，请将其移走。</translation>
    </message>
</context>
<context>
    <name>recovery.save_or_mend</name>
    <message>
        <source>Save the project. %1</source>
        <translation>请保存项目。%1</translation>
    </message>
</context>
<context>
    <name>recovery.unkept</name>
    <message>
        <source>Unsaved work can&apos;t be kept for recovery: %1</source>
        <translation>无法保留未保存的工作以供恢复：%1</translation>
    </message>
</context>
<context>
    <name>recovery.unreadable</name>
    <message>
        <source>The copy of unsaved work can&apos;t be read</source>
        <translation>无法读取未保存工作的副本</translation>
    </message>
</context>
<context>
    <name>report.folder_not_made</name>
    <message>
        <source>The folder can&apos;t be made</source>
        <translation>无法创建文件夹</translation>
    </message>
</context>
<context>
    <name>report.folder_not_made_advice</name>
    <message>
        <source>Check the permissions of the folder above it, or choose another place.</source>
        <translation>请检查上一级文件夹的权限，或另选位置。</translation>
    </message>
</context>
<context>
    <name>request.asks_for_no_usage</name>
    <message>
        <source>The body does not ask %2 for token counts (&quot;%1&quot;), so it tells none, and chunks are counted in their place.</source>
        <translation>请求体没有要求 %2 返回 Token 数（“%1”），因此对方不会给出，改为统计数据块数。</translation>
    </message>
</context>
<context>
    <name>response_head.bad_length</name>
    <message>
        <source>The Content-Length of the response is no length: &quot;%1&quot;</source>
        <translation>响应的 Content-Length 不是有效长度：“%1”</translation>
    </message>
</context>
<context>
    <name>response_head.no_header</name>
    <message>
        <source>A line of the response head is no header</source>
        <translation>响应开头部分中有一行不是响应头</translation>
    </message>
</context>
<context>
    <name>response_head.no_status</name>
    <message>
        <source>The status line holds no HTTP status</source>
        <translation>状态行中没有 HTTP 状态码</translation>
    </message>
</context>
<context>
    <name>response_head.packed</name>
    <message>
        <source>The response has a transfer coding that the request did not allow</source>
        <translation>响应采用了请求未允许的传输编码</translation>
    </message>
</context>
<context>
    <name>response_head.too_long</name>
    <message>
        <source>The response head has more than %1 KiB</source>
        <translation>响应开头部分超过 %1 KiB</translation>
    </message>
</context>
<context>
    <name>response_head.trailers_too_long</name>
    <message>
        <source>The response head and trailers have more than %1 KiB</source>
        <translation>响应开头部分和尾部字段超过 %1 KiB</translation>
    </message>
</context>
<context>
    <name>run.complete_scenario</name>
    <message>
        <source>Add at least one of each.</source>
        <translation>请至少各添加一个。</translation>
    </message>
</context>
<context>
    <name>run.first_failure</name>
    <message>
        <source>The first %1, request %2.</source>
        <translation>首个 %1，请求 %2。</translation>
    </message>
</context>
<context>
    <name>run.first_failure_said</name>
    <message>
        <source>The first %1, request %2: %3</source>
        <translation>首个 %1，请求 %2：%3</translation>
    </message>
</context>
<context>
    <name>run.listener_lost</name>
    <message>
        <source>A listener to the run has failed and hears no more of it: %1</source>
        <translation>运行的一个监听方已失败，不再收到运行的消息：%1</translation>
    </message>
</context>
<context>
    <name>run.more_failures</name>
    <message>
        <source>Failures of further kinds came; the table of requests has them all.</source>
        <translation>还出现了其他种类的失败；请求表中列有全部。</translation>
    </message>
</context>
<context>
    <name>run.name_data</name>
    <message>
        <source>Name one of the scenario&apos;s data sources.</source>
        <translation>请指定场景的一个数据源。</translation>
    </message>
</context>
<context>
    <name>run.name_target</name>
    <message>
        <source>Name one of the scenario&apos;s targets.</source>
        <translation>请指定场景的一个目标。</translation>
    </message>
</context>
<context>
    <name>run.no_such_data</name>
    <message>
        <source>The data source &quot;%1&quot; does not exist</source>
        <translation>数据源“%1”不存在</translation>
    </message>
</context>
<context>
    <name>run.no_such_target</name>
    <message>
        <source>The target &quot;%1&quot; does not exist</source>
        <translation>目标“%1”不存在</translation>
    </message>
</context>
<context>
    <name>run.nobody_there</name>
    <message>
        <source>No target could be reached for %1, so the run ends before its time.</source>
        <translation>%1内所有目标均无法连接，运行因此提前结束。</translation>
    </message>
</context>
<context>
    <name>run.scenario_incomplete</name>
    <message>
        <source>The scenario has no target, no request or no load</source>
        <translation>场景缺少目标、请求或负载</translation>
    </message>
</context>
<context>
    <name>run.truncated_covers_framing</name>
    <message>
        <source>stream_truncated on the %1 transport also covers broken chunk framing and a reset of a close-delimited body, which it can&apos;t tell from a clean end</source>
        <translation>在 %1 传输层上，stream_truncated 还包括分块格式损坏，以及以关闭连接为结尾的响应体被重置，因为无法将它们与正常关闭区分开</translation>
    </message>
</context>
<context>
    <name>run_file.attempt</name>
    <message>
        <source>request %1, attempt %2</source>
        <translation>请求 %1，第 %2 次尝试</translation>
    </message>
</context>
<context>
    <name>run_file.check_its_folder</name>
    <message>
        <source>Check the permissions of its folder.</source>
        <translation>请检查其所在文件夹的权限。</translation>
    </message>
</context>
<context>
    <name>run_file.choose_one</name>
    <message>
        <source>Choose a file that ends in .weirrun and was saved by a run.</source>
        <translation>请选择由运行保存的、以 .weirrun 结尾的文件。</translation>
    </message>
</context>
<context>
    <name>run_file.chunks_damaged</name>
    <message>
        <source>A request&apos;s chunk times are damaged</source>
        <translation>某个请求的数据块时间已损坏</translation>
    </message>
</context>
<context>
    <name>run_file.copy_again</name>
    <message>
        <source>Copy it again from where it came from.</source>
        <translation>请从原处重新复制。</translation>
    </message>
</context>
<context>
    <name>run_file.deleted_gone</name>
    <message>
        <source>The deleted run is gone</source>
        <translation>已删除的运行不复存在</translation>
    </message>
</context>
<context>
    <name>run_file.end_missing</name>
    <message>
        <source>The run file is damaged: its end is missing</source>
        <translation>运行文件已损坏：缺少结尾</translation>
    </message>
</context>
<context>
    <name>run_file.exists</name>
    <message>
        <source>The file exists already</source>
        <translation>文件已存在</translation>
    </message>
</context>
<context>
    <name>run_file.figures_differ</name>
    <message>
        <source>The figures that were saved at the end of the run are not those of its records: %1 was %2 and is %3. The file was changed; don&apos;t rely on it.</source>
        <translation>运行结束时保存的指标与其记录不符：%1 原为 %2，现为 %3。文件已被改动，请勿采信。</translation>
    </message>
</context>
<context>
    <name>run_file.finished</name>
    <message>
        <source>The run file is finished</source>
        <translation>运行文件已写完</translation>
    </message>
</context>
<context>
    <name>run_file.header_incomplete</name>
    <message>
        <source>The run file is damaged: its header is incomplete</source>
        <translation>运行文件已损坏：文件头不完整</translation>
    </message>
</context>
<context>
    <name>run_file.is_pipe</name>
    <message>
        <source>The run file can&apos;t be read: it is a pipe or a device</source>
        <translation>无法读取运行文件：它是管道或设备</translation>
    </message>
</context>
<context>
    <name>run_file.leave_alone</name>
    <message>
        <source>Start the run again and leave its file alone until it is done.</source>
        <translation>请重新开始运行，在其完成之前不要动它的文件。</translation>
    </message>
</context>
<context>
    <name>run_file.log_damaged</name>
    <message>
        <source>The log %1 of this interrupted run is damaged: about the last %2 of the run can&apos;t be read and is in no figure.</source>
        <translation>此次已中断运行的日志 %1 已损坏：运行的最后约 %2 无法读取，未计入任何数字。</translation>
    </message>
</context>
<context>
    <name>run_file.log_gone</name>
    <message>
        <source>The run was interrupted, and its log %1 is gone or empty: what was saved last may be missing.</source>
        <translation>运行被中断，其日志 %1 已不存在或为空：最后保存的内容可能缺失。</translation>
    </message>
</context>
<context>
    <name>run_file.log_left</name>
    <message>
        <source>The log of a run file that is gone lies there: %1</source>
        <translation>此处留有一个已不存在的运行文件的日志：%1</translation>
    </message>
</context>
<context>
    <name>run_file.log_part_lost</name>
    <message>
        <source>The log %1 of this interrupted run is damaged: the end of the run can&apos;t be read and is in no figure, and how much that is can&apos;t be told.</source>
        <translation>这次被中断的运行的日志 %1 已损坏：运行的末尾部分无法读取，未计入任何指标，缺失多少无从得知。</translation>
    </message>
</context>
<context>
    <name>run_file.move_log</name>
    <message>
        <source>Move the run file back beside it, remove the log, or choose another name.</source>
        <translation>将运行文件移回其旁，或删除该日志，或另选名称。</translation>
    </message>
</context>
<context>
    <name>run_file.name_or_folder</name>
    <message>
        <source>Check the name and the permissions of the folder.</source>
        <translation>请检查名称和文件夹的权限。</translation>
    </message>
</context>
<context>
    <name>run_file.newer_program</name>
    <message>
        <source>Open it with a newer Weir.</source>
        <translation>请用更新版本的 Weir 打开。</translation>
    </message>
</context>
<context>
    <name>run_file.no_folder</name>
    <message>
        <source>The folder of the run file can&apos;t be made</source>
        <translation>无法创建运行文件所在的文件夹</translation>
    </message>
</context>
<context>
    <name>run_file.no_object</name>
    <message>
        <source>The run file is damaged: %1 is no JSON object</source>
        <translation>运行文件已损坏：%1 不是 JSON 对象</translation>
    </message>
</context>
<context>
    <name>run_file.none</name>
    <message>
        <source>This is no run file of Weir</source>
        <translation>这不是 Weir 的运行文件</translation>
    </message>
</context>
<context>
    <name>run_file.open_chunks_damaged</name>
    <message>
        <source>The chunk times of open requests are damaged</source>
        <translation>未结束请求的数据块时间已损坏</translation>
    </message>
</context>
<context>
    <name>run_file.other_name</name>
    <message>
        <source>Choose another name; runs are never overwritten.</source>
        <translation>请另选名称；已有的运行从不覆盖。</translation>
    </message>
</context>
<context>
    <name>run_file.other_place</name>
    <message>
        <source>Check the permissions of the folder above it, or choose another place.</source>
        <translation>请检查上一级文件夹的权限，或另选位置。</translation>
    </message>
</context>
<context>
    <name>run_file.record_damaged</name>
    <message>
        <source>The run file is damaged: request %1, attempt %2 is not as it was written</source>
        <translation>运行文件已损坏：请求 %1 的第 %2 次尝试与写入时不同</translation>
    </message>
</context>
<context>
    <name>run_file.removed</name>
    <message>
        <source>The run file was removed, renamed or replaced while the run was being written</source>
        <translation>运行文件在运行写入期间被删除、改名或替换</translation>
    </message>
</context>
<context>
    <name>run_file.request_interrupted</name>
    <message>
        <source>The run was interrupted while this request was running.</source>
        <translation>此请求进行期间，运行中断。</translation>
    </message>
</context>
<context>
    <name>run_file.request_still_running</name>
    <message>
        <source>This request was still running when the file was written.</source>
        <translation>写入文件时，此请求仍在进行。</translation>
    </message>
</context>
<context>
    <name>run_file.row_damaged</name>
    <message>
        <source>The run file is damaged: row &quot;%1&quot; of the table %2 is not as it was written</source>
        <translation>运行文件已损坏：表 %2 的行“%1”与写入时不同</translation>
    </message>
</context>
<context>
    <name>run_file.row_doubled</name>
    <message>
        <source>The run file is damaged: row &quot;%1&quot; of the table %2 stands there twice</source>
        <translation>运行文件已损坏：表 %2 中的行“%1”出现了两次</translation>
    </message>
</context>
<context>
    <name>run_file.rows_differ</name>
    <message>
        <source>The run file is damaged: the table %1 has %2 rows, and %3 were written</source>
        <translation>运行文件已损坏：表 %1 有 %2 行，写入时为 %3 行</translation>
    </message>
</context>
<context>
    <name>run_file.save_as_file</name>
    <message>
        <source>Save it as a file first.</source>
        <translation>请先将其保存为文件。</translation>
    </message>
</context>
<context>
    <name>run_file.scenario_unreadable</name>
    <message>
        <source>The run file is damaged: its scenario can&apos;t be read: %1</source>
        <translation>运行文件已损坏：无法读取其中的场景：%1</translation>
    </message>
</context>
<context>
    <name>run_file.state_unknown</name>
    <message>
        <source>The run file is damaged: its state is unknown</source>
        <translation>运行文件已损坏：状态未知</translation>
    </message>
</context>
<context>
    <name>run_file.still_written</name>
    <message>
        <source>The run is still being written</source>
        <translation>运行仍在写入</translation>
    </message>
</context>
<context>
    <name>run_file.table_damaged</name>
    <message>
        <source>The table %1 is damaged: its rows are not those that were written</source>
        <translation>表 %1 已损坏：其中的行与写入时不同</translation>
    </message>
</context>
<context>
    <name>run_file.table_unreadable</name>
    <message>
        <source>The table %1 can&apos;t be read: %2</source>
        <translation>无法读取表 %1：%2</translation>
    </message>
</context>
<context>
    <name>run_file.tables_differ</name>
    <message>
        <source>The run file is damaged: its tables are not those that Weir makes</source>
        <translation>运行文件已损坏：其中的表不是 Weir 所建的表</translation>
    </message>
</context>
<context>
    <name>run_file.unclosed</name>
    <message>
        <source>The run ended before its file was closed: nothing that came later than %1 after its start is in the file.</source>
        <translation>运行在其文件关闭之前就已结束：文件中没有开始后 %1 之后的任何内容。</translation>
    </message>
</context>
<context>
    <name>run_file.unmoved</name>
    <message>
        <source>The run can&apos;t be moved</source>
        <translation>无法移动运行</translation>
    </message>
</context>
<context>
    <name>run_file.unnamed</name>
    <message>
        <source>The run file can&apos;t be given its name</source>
        <translation>无法为运行文件命名</translation>
    </message>
</context>
<context>
    <name>run_file.unreadable</name>
    <message>
        <source>The run file can&apos;t be read: %1</source>
        <translation>无法读取运行文件：%1</translation>
    </message>
</context>
<context>
    <name>run_file.value_impossible</name>
    <message>
        <source>Column %1 of request %2 holds a value that can&apos;t be</source>
        <translation>请求 %2 的列 %1 含有不可能的值</translation>
    </message>
</context>
<context>
    <name>run_file.version</name>
    <message>
        <source>The run file has version %1; this program knows versions up to %2</source>
        <translation>运行文件的版本为 %1；此程序支持的版本最高为 %2</translation>
    </message>
</context>
<context>
    <name>run_file.wait_for_it</name>
    <message>
        <source>Wait until it is done, or stop it.</source>
        <translation>请等待其完成，或将其停止。</translation>
    </message>
</context>
<context>
    <name>run_plan.at_byte</name>
    <message>
        <source>byte %1</source>
        <translation>第 %1 字节</translation>
    </message>
</context>
<context>
    <name>run_plan.groups_differ</name>
    <message>
        <source>The plan and its scenario differ in the number of groups</source>
        <translation>计划与其场景的组数不同</translation>
    </message>
</context>
<context>
    <name>run_plan.key_missing</name>
    <message>
        <source>The plan has no such key.</source>
        <translation>计划中没有此键。</translation>
    </message>
</context>
<context>
    <name>run_plan.no_seed</name>
    <message>
        <source>The plan&apos;s scenario has no seed</source>
        <translation>计划的场景没有种子</translation>
    </message>
</context>
<context>
    <name>run_plan.no_such_rank</name>
    <message>
        <source>The rank must be less than the number of ranks</source>
        <translation>rank 必须小于 rank 总数</translation>
    </message>
</context>
<context>
    <name>run_plan.none</name>
    <message>
        <source>This is no plan of a run</source>
        <translation>这不是运行的计划</translation>
    </message>
</context>
<context>
    <name>run_plan.not_json</name>
    <message>
        <source>The plan is not JSON: %1</source>
        <translation>计划不是 JSON：%1</translation>
    </message>
</context>
<context>
    <name>run_plan.same_version</name>
    <message>
        <source>Use the same version of Weir on all machines.</source>
        <translation>请在所有机器上使用相同版本的 Weir。</translation>
    </message>
</context>
<context>
    <name>run_plan.targets_differ</name>
    <message>
        <source>The plan and its scenario differ in the number of targets</source>
        <translation>计划与其场景的目标数不同</translation>
    </message>
</context>
<context>
    <name>run_plan.version</name>
    <message>
        <source>The plan has version %1, and this program executes %2</source>
        <translation>计划的版本为 %1，而此程序执行的版本为 %2</translation>
    </message>
</context>
<context>
    <name>saved_run.loading_cancelled</name>
    <message>
        <source>Loading was cancelled</source>
        <translation>已中止加载</translation>
    </message>
</context>
<context>
    <name>saved_run.request_gone</name>
    <message>
        <source>The request is no longer in the file</source>
        <translation>该请求已不在文件中</translation>
    </message>
</context>
<context>
    <name>saved_run.request_gone_advice</name>
    <message>
        <source>Open the run again.</source>
        <translation>请重新打开该运行。</translation>
    </message>
</context>
<context>
    <name>scaling.above</name>
    <message>
        <source>%1 is %2, above %3</source>
        <translation>%1为 %2，高于 %3</translation>
    </message>
</context>
<context>
    <name>scaling.below</name>
    <message>
        <source>%1 is %2, below %3</source>
        <translation>%1为 %2，低于 %3</translation>
    </message>
</context>
<context>
    <name>scaling.gpu_use</name>
    <message>
        <source>GPU use</source>
        <translation>GPU 利用率</translation>
    </message>
</context>
<context>
    <name>scaling.kv_use</name>
    <message>
        <source>KV cache use</source>
        <translation>KV 缓存利用率</translation>
    </message>
</context>
<context>
    <name>scaling.off_target</name>
    <message>
        <source>%1 is %2, target %3</source>
        <translation>%1为 %2，目标 %3</translation>
    </message>
</context>
<context>
    <name>scaling.queue</name>
    <message>
        <source>queue a replica</source>
        <translation>每副本排队数</translation>
    </message>
</context>
<context>
    <name>scaling.requests</name>
    <message>
        <source>requests/s a replica</source>
        <translation>每副本每秒请求数</translation>
    </message>
</context>
<context>
    <name>scenario.all_requests_share_prompts</name>
    <message>
        <source>All requests share %1 different prompt(s), so a server with a prefix cache is measured by its cache. Open the prompt with {{unique}} to avoid it.</source>
        <translation>所有请求共用 %1 个不同的提示词，对带前缀缓存的服务器而言，测到的是它的缓存。请在提示词开头放 {{unique}} 以避免。</translation>
    </message>
</context>
<context>
    <name>scenario.at_once_from_to</name>
    <message>
        <source>Requests at once are from 1 to %1.</source>
        <translation>同时进行的请求数须为 1 至 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.attempts_from_to</name>
    <message>
        <source>Attempts are from 1 (no retry) to %1.</source>
        <translation>尝试次数须为 1（不重试）至 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.auth_needs_key</name>
    <message>
        <source>The scheme needs a key. Write a reference (env:NAME, file:PATH or keychain:NAME), so that no secret stands in the file.</source>
        <translation>此方式需要密钥。请写成引用（env:NAME、file:PATH 或 keychain:NAME），以免文件中出现密钥本身。</translation>
    </message>
</context>
<context>
    <name>scenario.bad_rows</name>
    <message>
        <source>%1 of %2 rows are wrong. Mend them, or let bad_rows skip them.</source>
        <translation>%2 行中有 %1 行错误。请修正，或让 bad_rows 跳过它们。</translation>
    </message>
</context>
<context>
    <name>scenario.bad_rows_skipped</name>
    <message>
        <source>%1 of %2 rows are wrong; they are left out.</source>
        <translation>%2 行中有 %1 行错误；它们被略去。</translation>
    </message>
</context>
<context>
    <name>scenario.belongs_into_groups</name>
    <message>
        <source>&quot;%1&quot; belongs into the elements of &quot;groups&quot;.</source>
        <translation>“%1”应写在“groups”的元素中。</translation>
    </message>
</context>
<context>
    <name>scenario.body_has_parameters</name>
    <message>
        <source>The request has a body of its own, so its parameters are not sent; write them into the body.</source>
        <translation>该请求有自己的请求体，因此不发送这些参数；请把它们写进请求体。</translation>
    </message>
</context>
<context>
    <name>scenario.body_is_list</name>
    <message>
        <source>The request&apos;s own body is a list [ ], into which nothing can be merged.</source>
        <translation>请求自己的请求体是列表 [ ]，无法合并任何内容。</translation>
    </message>
</context>
<context>
    <name>scenario.body_leaves_out</name>
    <message>
        <source>The request has a body of its own without {{%1}}, so this is not sent; write it into the body.</source>
        <translation>请求有自己的请求体，其中没有 {{%1}}，因此不会发送此项；请将其写入请求体。</translation>
    </message>
</context>
<context>
    <name>scenario.bucket_weight_above_zero</name>
    <message>
        <source>The weight must be a number above 0.</source>
        <translation>权重必须是大于 0 的数。</translation>
    </message>
</context>
<context>
    <name>scenario.buckets_needed</name>
    <message>
        <source>A histogram needs at least one bucket.</source>
        <translation>直方图至少需要一个区间。</translation>
    </message>
</context>
<context>
    <name>scenario.burstiness_from_to</name>
    <message>
        <source>The burstiness is from %1 to %2; 1 is Poisson.</source>
        <translation>突发度须为 %1 至 %2；1 即泊松。</translation>
    </message>
</context>
<context>
    <name>scenario.burstiness_not_used</name>
    <message>
        <source>Only gamma arrivals have a burstiness; it is not used.</source>
        <translation>只有伽马到达才有突发度；此值不会使用。</translation>
    </message>
</context>
<context>
    <name>scenario.ca_not_used</name>
    <message>
        <source>The CA is not used: the certificate of this target is not checked (verify_tls is off).</source>
        <translation>CA 不会被使用：不检查此目标的证书（verify_tls 已关闭）。</translation>
    </message>
</context>
<context>
    <name>scenario.cap_of_zero</name>
    <message>
        <source>A cap of 0 lets no request through.</source>
        <translation>并发上限为 0 时，任何请求都无法通过。</translation>
    </message>
</context>
<context>
    <name>scenario.check_always_holds</name>
    <message>
        <source>At least 1 is needed, or the check always holds.</source>
        <translation>至少须为 1，否则此检查总是满足。</translation>
    </message>
</context>
<context>
    <name>scenario.check_ignores</name>
    <message>
        <source>A check of the kind &quot;%1&quot; does not look at this.</source>
        <translation>&quot;%1&quot; 类检查不使用该项。</translation>
    </message>
</context>
<context>
    <name>scenario.check_needs_header</name>
    <message>
        <source>The check needs the name of a header.</source>
        <translation>该检查需要响应头名称。</translation>
    </message>
</context>
<context>
    <name>scenario.check_needs_schema</name>
    <message>
        <source>The check needs a JSON schema.</source>
        <translation>该检查需要 JSON schema。</translation>
    </message>
</context>
<context>
    <name>scenario.check_needs_text</name>
    <message>
        <source>The check needs a text.</source>
        <translation>此检查需要文本。</translation>
    </message>
</context>
<context>
    <name>scenario.check_status_of_success</name>
    <message>
        <source>A status from 200 to 299 is needed: an answer with any other ends as its status before checks are looked at.</source>
        <translation>需要 200 到 299 之间的状态码：其他状态的回答在检查之前就以其状态结束。</translation>
    </message>
</context>
<context>
    <name>scenario.chunk_before_leaving</name>
    <message>
        <source>At least one chunk must come before the user leaves.</source>
        <translation>用户离开之前必须至少收到一个数据块。</translation>
    </message>
</context>
<context>
    <name>scenario.connect_after_first_token</name>
    <message>
        <source>The connect timer is longer than first_token, which counts from the same moment and so comes first.</source>
        <translation>connect 时限长于 first_token，而后者从同一时刻计时，因此会先到。</translation>
    </message>
</context>
<context>
    <name>scenario.conversation_without_turns</name>
    <message>
        <source>There is nothing to say after the prompt, so every request stands for itself. Give &quot;then&quot; or &quot;field&quot;.</source>
        <translation>提示词之后没有要说的话，所以每个请求各自独立。请给出“then”或“field”。</translation>
    </message>
</context>
<context>
    <name>scenario.conversations_left_out</name>
    <message>
        <source>In %1 of %2 conversations no person says anything; they are left out.</source>
        <translation>%2 段对话中有 %1 段没有任何人的发言；这些对话会被略去。</translation>
    </message>
</context>
<context>
    <name>scenario.data_field_not_used</name>
    <message>
        <source>The templates use no field of the data.</source>
        <translation>模板没有使用数据的任何字段。</translation>
    </message>
</context>
<context>
    <name>scenario.data_needs_file</name>
    <message>
        <source>The data source needs a file.</source>
        <translation>数据源需要文件。</translation>
    </message>
</context>
<context>
    <name>scenario.data_not_used</name>
    <message>
        <source>No request uses this data source.</source>
        <translation>没有请求使用此数据源。</translation>
    </message>
</context>
<context>
    <name>scenario.data_without_rows</name>
    <message>
        <source>The data source has no rows.</source>
        <translation>数据源中没有行。</translation>
    </message>
</context>
<context>
    <name>scenario.deviation_not_used</name>
    <message>
        <source>Only a normal or log-normal time has a deviation; it is not used.</source>
        <translation>只有正态或对数正态分布的时间才有标准差；此值不会使用。</translation>
    </message>
</context>
<context>
    <name>scenario.did_you_mean_member</name>
    <message>
        <source>Did you mean &quot;%1&quot;?</source>
        <translation>是否想写“%1”？</translation>
    </message>
</context>
<context>
    <name>scenario.duration_above_zero</name>
    <message>
        <source>The duration must be above 0.</source>
        <translation>时长必须大于 0。</translation>
    </message>
</context>
<context>
    <name>scenario.duration_beyond_steps</name>
    <message>
        <source>The steps end the load after %1; the longer duration changes nothing.</source>
        <translation>各步骤在 %1 后结束负载；更长的时长不起作用。</translation>
    </message>
</context>
<context>
    <name>scenario.duration_cuts_steps</name>
    <message>
        <source>The duration cuts the steps short: they take %1.</source>
        <translation>时长会截短各步骤：它们需要 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.elements_from_zero</name>
    <message>
        <source>Elements are counted from 0.</source>
        <translation>元素从 0 开始计数。</translation>
    </message>
</context>
<context>
    <name>scenario.event_mib_from_to</name>
    <message>
        <source>One event may have from 1 to %1 MiB.</source>
        <translation>一个事件可为 1 到 %1 MiB。</translation>
    </message>
</context>
<context>
    <name>scenario.fewer_requests_than_users</name>
    <message>
        <source>There are fewer requests than users, so some users never send one.</source>
        <translation>请求数少于用户数，因此有些用户从不发送请求。</translation>
    </message>
</context>
<context>
    <name>scenario.field_in_no_row</name>
    <message>
        <source>No row of &quot;%1&quot; has the field &quot;%2&quot;. %3</source>
        <translation>“%1”中没有任何行含有字段“%2”。%3</translation>
    </message>
</context>
<context>
    <name>scenario.field_in_some_rows</name>
    <message>
        <source>The field &quot;%1&quot; is missing in %2 of %3 rows; their requests will fail (local_error). %4</source>
        <translation>字段“%1”在 %3 行中的 %2 行里缺失；其请求将会失败（local_error）。%4</translation>
    </message>
</context>
<context>
    <name>scenario.field_made_twice</name>
    <message>
        <source>Two rules make the field &quot;%1&quot;.</source>
        <translation>两条规则生成同一个字段“%1”。</translation>
    </message>
</context>
<context>
    <name>scenario.file_without_rows</name>
    <message>
        <source>The file %1 has no rows.</source>
        <translation>文件 %1 没有任何行。</translation>
    </message>
</context>
<context>
    <name>scenario.fill_the_field</name>
    <message>
        <source>Give these rows the field, or take them out of the file.</source>
        <translation>请为这些行补上该字段，或将它们从文件中移除。</translation>
    </message>
</context>
<context>
    <name>scenario.group_needed</name>
    <message>
        <source>At least one group is needed.</source>
        <translation>至少需要一个负载组。</translation>
    </message>
</context>
<context>
    <name>scenario.header_of_weir</name>
    <message>
        <source>Weir itself sets &quot;%1&quot;.</source>
        <translation>“%1”由 Weir 自行设置。</translation>
    </message>
</context>
<context>
    <name>scenario.header_value_one_line</name>
    <message>
        <source>A header&apos;s value is one line.</source>
        <translation>请求头的值只能有一行。</translation>
    </message>
</context>
<context>
    <name>scenario.history_out_of_bounds</name>
    <message>
        <source>A conversation carries 1 to %1 KiB of texts.</source>
        <translation>一个对话携带 1 到 %1 KiB 的文本。</translation>
    </message>
</context>
<context>
    <name>scenario.idle_warm_up</name>
    <message>
        <source>The warm-up holds the level at which the load begins, and that is 0: it only delays the run. Begin with a step above 0.</source>
        <translation>预热保持负载起始时的水平，而该水平为 0：预热只会推迟运行。请以高于 0 的步骤开始。</translation>
    </message>
</context>
<context>
    <name>scenario.iterations_needed</name>
    <message>
        <source>Each user needs at least one request.</source>
        <translation>每个用户至少需要一个请求。</translation>
    </message>
</context>
<context>
    <name>scenario.json_broken</name>
    <message>
        <source>The JSON is broken at %1: %2.</source>
        <translation>JSON 在%1有误：%2。</translation>
    </message>
</context>
<context>
    <name>scenario.json_pointer_like</name>
    <message>
        <source>Write it like /items/0/name; ~0 is a ~ and ~1 a / of a name.</source>
        <translation>请写成 /items/0/name 的形式；名称中的 ~ 写作 ~0，/ 写作 ~1。</translation>
    </message>
</context>
<context>
    <name>scenario.key_is_no_reference</name>
    <message>
        <source>The key is not a reference. Write a reference (env:NAME, file:PATH or keychain:NAME), so that no secret stands in the file.</source>
        <translation>密钥不是引用。请写成引用（env:NAME、file:PATH 或 keychain:NAME），以免密钥留在文件中。</translation>
    </message>
</context>
<context>
    <name>scenario.key_not_used</name>
    <message>
        <source>The key is not used: the scheme is &quot;none&quot;.</source>
        <translation>密钥不会被使用：鉴权方式为“none”。</translation>
    </message>
</context>
<context>
    <name>scenario.known_requests_share_prompts</name>
    <message>
        <source>About %1 requests share %2 different prompt(s), so a server with a prefix cache is measured by its cache. Open the prompt with {{unique}} to avoid it.</source>
        <translation>约 %1 个请求共用 %2 条不同的提示词，因此若服务器有前缀缓存，测到的是其缓存。请在提示词开头放 {{unique}} 以避免这种情况。</translation>
    </message>
</context>
<context>
    <name>scenario.leaves_too_late</name>
    <message>
        <source>The targets&apos; timers end such a request earlier, as first_token_timeout or deadline; nobody leaves for this reason.</source>
        <translation>目标的超时设置会更早结束这样的请求，归为 first_token_timeout 或 deadline；不会有用户因此离开。</translation>
    </message>
</context>
<context>
    <name>scenario.length_field_missing</name>
    <message>
        <source>No row has a field &quot;%1&quot;. Its rows have: %2.</source>
        <translation>没有数据行含有字段 &quot;%1&quot;。其字段有：%2。</translation>
    </message>
</context>
<context>
    <name>scenario.length_high_below_low</name>
    <message>
        <source>It must not be less than low.</source>
        <translation>不得小于 low。</translation>
    </message>
</context>
<context>
    <name>scenario.length_ignores</name>
    <message>
        <source>A length of this kind does not look at this.</source>
        <translation>这种长度不使用该项。</translation>
    </message>
</context>
<context>
    <name>scenario.length_like</name>
    <message>
        <source>Write 512, 100-1000, normal:550,150, lognormal:550,150, 1-128=3,129-512=1 or row:FIELD.</source>
        <translation>请写成 512、100-1000、normal:550,150、lognormal:550,150、1-128=3,129-512=1 或 row:FIELD。</translation>
    </message>
</context>
<context>
    <name>scenario.length_needs_data</name>
    <message>
        <source>The request has no data source whose rows could tell its length.</source>
        <translation>该请求没有可给出其长度的数据源。</translation>
    </message>
</context>
<context>
    <name>scenario.length_needs_field</name>
    <message>
        <source>Name the field of the rows that has the number of tokens.</source>
        <translation>请指定数据行中给出 Token 数的字段。</translation>
    </message>
</context>
<context>
    <name>scenario.length_of_zero</name>
    <message>
        <source>At least 1 token is needed.</source>
        <translation>至少需要 1 个 Token。</translation>
    </message>
</context>
<context>
    <name>scenario.length_without_filler</name>
    <message>
        <source>No text of the request has {{filler}}, which is what makes a prompt as long as wanted. Put it into the prompt.</source>
        <translation>该请求的文本中没有 {{filler}}，而提示词要靠它达到所需长度。请将其写入提示词。</translation>
    </message>
</context>
<context>
    <name>scenario.levels_from_to</name>
    <message>
        <source>Levels are from 1 to %1.</source>
        <translation>级数为 1 至 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.limit_beside_lengths</name>
    <message>
        <source>The lengths of &quot;output_tokens&quot; take its place.</source>
        <translation>它由 &quot;output_tokens&quot; 的长度取代。</translation>
    </message>
</context>
<context>
    <name>scenario.limit_cuts_load</name>
    <message>
        <source>The limit cuts the load short: its plan takes %1.</source>
        <translation>此限制会截短负载：其计划需要 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.limit_inside_warm_up</name>
    <message>
        <source>The limit ends the run before the warm-up does, so nothing would be measured.</source>
        <translation>此限制会在预热结束之前结束运行，因此不会有任何测量。</translation>
    </message>
</context>
<context>
    <name>scenario.line_and_column</name>
    <message>
        <source>line %1, column %2</source>
        <translation>第 %1 行第 %2 列</translation>
    </message>
</context>
<context>
    <name>scenario.load_without_end</name>
    <message>
        <source>The load never ends: give it a duration or a number of requests.</source>
        <translation>负载永不结束：请设定时长或请求数。</translation>
    </message>
</context>
<context>
    <name>scenario.log_normal_of_zero</name>
    <message>
        <source>The mean of a log-normal time must be above 0.</source>
        <translation>对数正态分布的时间，其均值必须大于 0。</translation>
    </message>
</context>
<context>
    <name>scenario.long_warm_up</name>
    <message>
        <source>The warm-up is as long as the measured part or longer; most requests will not be in the figures.</source>
        <translation>预热不短于测量部分；大多数请求不会计入指标。</translation>
    </message>
</context>
<context>
    <name>scenario.many_users_at_once</name>
    <message>
        <source>%1 users start at the same moment. Their starts take the generator time, which counts as slip: begin with a ramp of some seconds.</source>
        <translation>%1 个用户同时启动。启动它们会占用发压端的时间，并计为滞后：请先用几秒线性爬升。</translation>
    </message>
</context>
<context>
    <name>scenario.media_by_url</name>
    <message>
        <source>%1 fetches nothing from the web; save it and name its file.</source>
        <translation>%1 不会从网络取回内容；请保存后指明文件。</translation>
    </message>
</context>
<context>
    <name>scenario.media_not_taken</name>
    <message>
        <source>%1 takes none of these with a prompt, by its preset&apos;s &quot;takes&quot;.</source>
        <translation>按其预设的 “takes”，%1 的提示词不能附带此类内容。</translation>
    </message>
</context>
<context>
    <name>scenario.media_too_large</name>
    <message>
        <source>The file &quot;%1&quot; has more than %2 MiB, the most of a picture or a sound.</source>
        <translation>文件“%1”超过 %2 MiB，这是图片或声音的上限。</translation>
    </message>
</context>
<context>
    <name>scenario.media_unnamed</name>
    <message>
        <source>A path or an address is needed here.</source>
        <translation>此处需要路径或地址。</translation>
    </message>
</context>
<context>
    <name>scenario.member_belongs_to</name>
    <message>
        <source>&quot;%1&quot; belongs to the %2 %3</source>
        <translation>“%1”只在 %3 为 %2 时可用</translation>
    </message>
</context>
<context>
    <name>scenario.members_are</name>
    <message>
        <source>The members are %1.</source>
        <translation>可用的成员有：%1。</translation>
    </message>
</context>
<context>
    <name>scenario.model_of_blanks</name>
    <message>
        <source>The model&apos;s name is of blanks alone: write the name, or leave it out.</source>
        <translation>模型名称只由空白组成：请写出名称，或不填写。</translation>
    </message>
</context>
<context>
    <name>scenario.name_needed</name>
    <message>
        <source>A name is needed.</source>
        <translation>需要名称。</translation>
    </message>
</context>
<context>
    <name>scenario.name_taken</name>
    <message>
        <source>The name &quot;%1&quot; is taken; every one must differ.</source>
        <translation>名称“%1”已被使用；名称不可重复。</translation>
    </message>
</context>
<context>
    <name>scenario.needs_name</name>
    <message>
        <source>The scenario needs a name.</source>
        <translation>场景需要名称。</translation>
    </message>
</context>
<context>
    <name>scenario.no_json_pointer</name>
    <message>
        <source>&quot;%1&quot; is no JSON pointer</source>
        <translation>&quot;%1&quot; 不是 JSON 指针</translation>
    </message>
</context>
<context>
    <name>scenario.no_length</name>
    <message>
        <source>&quot;%1&quot; is no length in tokens</source>
        <translation>&quot;%1&quot; 不是 Token 长度</translation>
    </message>
</context>
<context>
    <name>scenario.no_place_advice</name>
    <message>
        <source>Set it in &quot;extra_body&quot;, in the service&apos;s own words, or name its place in the preset&apos;s &quot;parameters&quot;.</source>
        <translation>请用服务自己的写法写入 “extra_body”，或在预设的 “parameters” 中指明其位置。</translation>
    </message>
</context>
<context>
    <name>scenario.no_place_for_parameter</name>
    <message>
        <source>%1 has no place for this parameter</source>
        <translation>%1 没有放置此参数的位置</translation>
    </message>
</context>
<context>
    <name>scenario.no_row_pointer</name>
    <message>
        <source>&quot;%1&quot; is no JSON pointer: ~ stands for ~0, / in a name for ~1.</source>
        <translation>“%1”不是 JSON 指针：~ 写作 ~0，名称中的 / 写作 ~1。</translation>
    </message>
</context>
<context>
    <name>scenario.no_such_data</name>
    <message>
        <source>There is no data source &quot;%1&quot;.</source>
        <translation>没有数据源“%1”。</translation>
    </message>
</context>
<context>
    <name>scenario.no_such_element</name>
    <message>
        <source>There is no element &quot;%1&quot; in a list of %2</source>
        <translation>在有 %2 个元素的列表中没有元素“%1”</translation>
    </message>
</context>
<context>
    <name>scenario.no_such_member</name>
    <message>
        <source>There is no member &quot;%1&quot;</source>
        <translation>没有成员“%1”</translation>
    </message>
</context>
<context>
    <name>scenario.no_such_request</name>
    <message>
        <source>There is no request &quot;%1&quot;.</source>
        <translation>没有请求“%1”。</translation>
    </message>
</context>
<context>
    <name>scenario.no_such_service_preset</name>
    <message>
        <source>The built-in service has no preset &quot;%1&quot;; there are: %2.</source>
        <translation>内置服务没有预设“%1”；可用的有：%2。</translation>
    </message>
</context>
<context>
    <name>scenario.no_such_target</name>
    <message>
        <source>There is no target &quot;%1&quot;.</source>
        <translation>没有目标“%1”。</translation>
    </message>
</context>
<context>
    <name>scenario.no_time_to_drain</name>
    <message>
        <source>Without time to drain, every request that runs at the end is cut.</source>
        <translation>没有收尾时间，结束时仍在进行的请求都会被中止。</translation>
    </message>
</context>
<context>
    <name>scenario.nobody_leaves</name>
    <message>
        <source>Nobody leaves: say when, by without_token or after_chunks.</source>
        <translation>没有用户会离开：请用 without_token 或 after_chunks 指定何时离开。</translation>
    </message>
</context>
<context>
    <name>scenario.not_a_failure</name>
    <message>
        <source>&quot;%1&quot; is not a class of failure.</source>
        <translation>“%1”不是失败类别。</translation>
    </message>
</context>
<context>
    <name>scenario.not_a_header_name</name>
    <message>
        <source>&quot;%1&quot; is not a header&apos;s name.</source>
        <translation>“%1”不是请求头的名称。</translation>
    </message>
</context>
<context>
    <name>scenario.not_an_object</name>
    <message>
        <source>A project file holds one JSON object { }.</source>
        <translation>项目文件须为一个 JSON 对象 { }。</translation>
    </message>
</context>
<context>
    <name>scenario.nothing_retried</name>
    <message>
        <source>No class is named, so nothing is ever retried.</source>
        <translation>没有指定失败类别，因此永远不会重试。</translation>
    </message>
</context>
<context>
    <name>scenario.nothing_streams</name>
    <message>
        <source>No request is streamed, so this limit has nothing to measure.</source>
        <translation>没有流式请求，因此此限值没有可测量的内容。</translation>
    </message>
</context>
<context>
    <name>scenario.pace_without_effect</name>
    <message>
        <source>Users think for as long or longer, so the pace changes nothing: it counts from start to start, beside thinking.</source>
        <translation>用户的思考时间与节奏相等或更长，因此节奏不起作用：它从发起到发起计算，与思考同时进行。</translation>
    </message>
</context>
<context>
    <name>scenario.plain_value_has_no_member</name>
    <message>
        <source>A plain value has no member &quot;%1&quot;</source>
        <translation>简单值没有成员“%1”</translation>
    </message>
</context>
<context>
    <name>scenario.prompt_needed</name>
    <message>
        <source>The request needs a prompt or a body.</source>
        <translation>请求需要提示词或请求体。</translation>
    </message>
</context>
<context>
    <name>scenario.proxy_of_environment</name>
    <message>
        <source>The environment names a proxy (%1), which Weir does not use. If the service is reached only through it, name it here.</source>
        <translation>环境变量指定了代理（%1），Weir 不使用它。如果只能经由它访问服务，请在此处填写。</translation>
    </message>
</context>
<context>
    <name>scenario.rate_above_zero</name>
    <message>
        <source>The rate is above 0 and at most %1 requests a second.</source>
        <translation>速率须大于 0，且不超过每秒 %1 个请求。</translation>
    </message>
</context>
<context>
    <name>scenario.rate_not_used</name>
    <message>
        <source>The steps say what the rate is; this is not used.</source>
        <translation>速率由步骤决定；此项不会被使用。</translation>
    </message>
</context>
<context>
    <name>scenario.rate_stairs_below_zero</name>
    <message>
        <source>The stairs lead below 0: the lowest level would be %1/s.</source>
        <translation>阶梯会降到 0 以下：最低一级将为 %1/s。</translation>
    </message>
</context>
<context>
    <name>scenario.rate_stairs_too_high</name>
    <message>
        <source>The stairs lead to %1/s; the most is %2/s.</source>
        <translation>阶梯会升到 %1/s；最高为 %2/s。</translation>
    </message>
</context>
<context>
    <name>scenario.request_named_twice</name>
    <message>
        <source>&quot;%1&quot; is named already; its weight says how often it is asked.</source>
        <translation>“%1”已经列出；发送频率由其权重决定。</translation>
    </message>
</context>
<context>
    <name>scenario.request_needed</name>
    <message>
        <source>A request is needed: what to ask.</source>
        <translation>需要请求：要询问的内容。</translation>
    </message>
</context>
<context>
    <name>scenario.request_not_asked</name>
    <message>
        <source>No group of the load asks this request: its mix names others.</source>
        <translation>没有负载组发送此请求：各组的混合中只有其他请求。</translation>
    </message>
</context>
<context>
    <name>scenario.requests_needed</name>
    <message>
        <source>At least one request is needed.</source>
        <translation>至少需要一个请求。</translation>
    </message>
</context>
<context>
    <name>scenario.retry_without_wait</name>
    <message>
        <source>Retries without a wait would hammer the service.</source>
        <translation>不等待就重试会冲击服务。</translation>
    </message>
</context>
<context>
    <name>scenario.rows_end_requests</name>
    <message>
        <source>&quot;%1&quot; has %2 rows for about %3 requests; past them requests are no longer made.</source>
        <translation>“%1”有 %2 行，而请求约有 %3 个；行用完之后不再发起请求。</translation>
    </message>
</context>
<context>
    <name>scenario.rows_fail_requests</name>
    <message>
        <source>&quot;%1&quot; has %2 rows for about %3 requests; past them requests fail (local_error).</source>
        <translation>“%1”有 %2 行，而请求约有 %3 个；行用完之后的请求会失败（local_error）。</translation>
    </message>
</context>
<context>
    <name>scenario.rows_have</name>
    <message>
        <source>Rows have: %1.</source>
        <translation>行中有：%1。</translation>
    </message>
</context>
<context>
    <name>scenario.rows_have_messages</name>
    <message>
        <source>Rows have: %1. Give the request a body with &quot;messages&quot;: {{{messages}}}.</source>
        <translation>行中有：%1。请给该请求写一个含有 &quot;messages&quot;: {{{messages}}} 的请求体。</translation>
    </message>
</context>
<context>
    <name>scenario.rows_have_question</name>
    <message>
        <source>Rows have: %1. Use {{%2}}, on the command line --prompt &apos;{{%2}}&apos;.</source>
        <translation>行中有：%1。请使用 {{%2}}，在命令行上为 --prompt &apos;{{%2}}&apos;。</translation>
    </message>
</context>
<context>
    <name>scenario.rule_needs_field</name>
    <message>
        <source>A rule needs the name of its field.</source>
        <translation>规则需要字段的名称。</translation>
    </message>
</context>
<context>
    <name>scenario.salt_plain</name>
    <message>
        <source>A salt is 1 to %1 letters and digits of English, or left out.</source>
        <translation>盐值为 1 到 %1 个英文字母和数字，或不写。</translation>
    </message>
</context>
<context>
    <name>scenario.secret_in_header</name>
    <message>
        <source>The value looks like a secret. Write a reference (env:NAME, file:PATH or keychain:NAME), so that no secret stands in the file.</source>
        <translation>该值疑似密钥。请写成引用（env:NAME、file:PATH 或 keychain:NAME），以免密钥留在文件中。</translation>
    </message>
</context>
<context>
    <name>scenario.secret_in_url</name>
    <message>
        <source>The URL holds what looks like a secret; use auth or a header instead. Write a reference (env:NAME, file:PATH or keychain:NAME), so that no secret stands in the file.</source>
        <translation>URL 中有疑似密钥的内容；请改用 auth 或请求头。请写成引用（env:NAME、file:PATH 或 keychain:NAME），以免密钥留在文件中。</translation>
    </message>
</context>
<context>
    <name>scenario.set_kind_first</name>
    <message>
        <source>Set %1=%2 first.</source>
        <translation>请先设置 %1=%2。</translation>
    </message>
</context>
<context>
    <name>scenario.share_from_to</name>
    <message>
        <source>The share is from 0 to 1.</source>
        <translation>占比为 0 至 1。</translation>
    </message>
</context>
<context>
    <name>scenario.share_of_nobody</name>
    <message>
        <source>With a share of 0 nobody leaves.</source>
        <translation>占比为 0 时没有用户会离开。</translation>
    </message>
</context>
<context>
    <name>scenario.speed_above_zero</name>
    <message>
        <source>The speed is above 0 and at most %1 times the recorded one.</source>
        <translation>速度须大于 0，且不超过记录速度的 %1 倍。</translation>
    </message>
</context>
<context>
    <name>scenario.stairs_all_alike</name>
    <message>
        <source>With an increment of 0 all levels are the same.</source>
        <translation>增量为 0 时各级都相同。</translation>
    </message>
</context>
<context>
    <name>scenario.step_rate_from_to</name>
    <message>
        <source>The rate is from 0 to %1 requests a second.</source>
        <translation>速率为每秒 0 至 %1 个请求。</translation>
    </message>
</context>
<context>
    <name>scenario.step_requests_from_to</name>
    <message>
        <source>Requests of a step are from 1 to %1.</source>
        <translation>一个步骤的请求数为 1 至 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.step_too_dense</name>
    <message>
        <source>So many requests in so short a time are more than %1 a second.</source>
        <translation>在这么短的时间内发起这么多请求，会超过每秒 %1 个。</translation>
    </message>
</context>
<context>
    <name>scenario.step_users_at_most</name>
    <message>
        <source>Users are at most %1.</source>
        <translation>用户数最多为 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.steps_too_long</name>
    <message>
        <source>All steps together take at most 24 days.</source>
        <translation>所有步骤合计最长 24 天。</translation>
    </message>
</context>
<context>
    <name>scenario.steps_without_requests</name>
    <message>
        <source>The steps plan no request at all.</source>
        <translation>各步骤没有计划任何请求。</translation>
    </message>
</context>
<context>
    <name>scenario.steps_without_users</name>
    <message>
        <source>The steps plan no user at all.</source>
        <translation>各步骤没有计划任何用户。</translation>
    </message>
</context>
<context>
    <name>scenario.stop_text_empty</name>
    <message>
        <source>A text at which the answer ends can&apos;t be empty.</source>
        <translation>结束回答的文本不能为空。</translation>
    </message>
</context>
<context>
    <name>scenario.tag_meant</name>
    <message>
        <source>Did you mean {{%1}}?</source>
        <translation>是否想写 {{%1}}？</translation>
    </message>
</context>
<context>
    <name>scenario.tag_needs_data</name>
    <message>
        <source>{{%1}} needs a data source, and the request has none. Known without one: %2.</source>
        <translation>{{%1}} 需要数据源，而该请求没有。没有数据源时可用：%2。</translation>
    </message>
</context>
<context>
    <name>scenario.tag_of_trace_only</name>
    <message>
        <source>{{%1}} has a value in requests of a trace only; those of other groups will fail (local_error).</source>
        <translation>{{%1}} 只在轨迹的请求中有值；其他组的请求会失败（local_error）。</translation>
    </message>
</context>
<context>
    <name>scenario.target_needed</name>
    <message>
        <source>A target is needed: the service to ask.</source>
        <translation>需要目标：要询问的服务。</translation>
    </message>
</context>
<context>
    <name>scenario.temperature_from_zero</name>
    <message>
        <source>The temperature is a number from 0 on.</source>
        <translation>温度是不小于 0 的数。</translation>
    </message>
</context>
<context>
    <name>scenario.template_broken</name>
    <message>
        <source>The template is broken: %1.</source>
        <translation>模板有误：%1。</translation>
    </message>
</context>
<context>
    <name>scenario.think_high_below_low</name>
    <message>
        <source>It must not be less than low.</source>
        <translation>此值不得小于 low。</translation>
    </message>
</context>
<context>
    <name>scenario.time_above_zero</name>
    <message>
        <source>The time must be above 0.</source>
        <translation>时间必须大于 0。</translation>
    </message>
</context>
<context>
    <name>scenario.time_format_unused</name>
    <message>
        <source>A time format is for fields that are read as time, unix or unix_ms.</source>
        <translation>时间格式只用于按 time、unix 或 unix_ms 读取的字段。</translation>
    </message>
</context>
<context>
    <name>scenario.time_negative</name>
    <message>
        <source>The time can&apos;t be negative.</source>
        <translation>时间不得为负。</translation>
    </message>
</context>
<context>
    <name>scenario.time_too_long</name>
    <message>
        <source>The time is at most 24 days.</source>
        <translation>时间最长 24 天。</translation>
    </message>
</context>
<context>
    <name>scenario.timer_above_zero</name>
    <message>
        <source>The timer must be above 0, or every request would end at once.</source>
        <translation>超时设置必须大于 0，否则每个请求都会立即结束。</translation>
    </message>
</context>
<context>
    <name>scenario.timer_after_deadline</name>
    <message>
        <source>The deadline comes first, so this timer never ends a request.</source>
        <translation>总时限先到，因此此超时设置永远不会结束请求。</translation>
    </message>
</context>
<context>
    <name>scenario.tls_key_alone</name>
    <message>
        <source>A private key is of no use without its certificate. Name that, too.</source>
        <translation>没有证书的私钥没有用处。请同时指明证书。</translation>
    </message>
</context>
<context>
    <name>scenario.tls_key_itself</name>
    <message>
        <source>The private key itself stands here. Write the path of its file or a reference (env:NAME, file:PATH or keychain:NAME), so that no secret stands in the file.</source>
        <translation>此处写的是私钥本身。请写其文件的路径或引用（env:NAME、file:PATH 或 keychain:NAME），以免文件中出现密钥。</translation>
    </message>
</context>
<context>
    <name>scenario.tls_not_used</name>
    <message>
        <source>These settings are not used: the URL is not https or wss.</source>
        <translation>这些设置不会被使用：URL 不是 https 或 wss。</translation>
    </message>
</context>
<context>
    <name>scenario.tls_password_is_no_reference</name>
    <message>
        <source>The key&apos;s password is not a reference. Write a reference (env:NAME, file:PATH or keychain:NAME), so that no secret stands in the file.</source>
        <translation>私钥的密码不是引用。请写引用（env:NAME、file:PATH 或 keychain:NAME），以免文件中出现密钥。</translation>
    </message>
</context>
<context>
    <name>scenario.token_limit_of_zero</name>
    <message>
        <source>At least one token must be allowed.</source>
        <translation>必须至少允许一个 Token。</translation>
    </message>
</context>
<context>
    <name>scenario.tokenizer_no_file</name>
    <message>
        <source>There is no file &quot;%1&quot;.</source>
        <translation>没有文件“%1”。</translation>
    </message>
</context>
<context>
    <name>scenario.tokenizer_not_readable</name>
    <message>
        <source>The file &quot;%1&quot; can&apos;t be read: %2.</source>
        <translation>无法读取文件“%1”：%2。</translation>
    </message>
</context>
<context>
    <name>scenario.too_many_groups</name>
    <message>
        <source>There are at most %1 groups; this load has %2.</source>
        <translation>负载组最多 %1 个；此负载有 %2 个。</translation>
    </message>
</context>
<context>
    <name>scenario.too_many_levels</name>
    <message>
        <source>All stairs together have at most %1 levels.</source>
        <translation>所有阶梯合计最多 %1 级。</translation>
    </message>
</context>
<context>
    <name>scenario.too_many_requests_together</name>
    <message>
        <source>All groups together make at most %1 requests a second.</source>
        <translation>所有组合计每秒最多 %1 个请求。</translation>
    </message>
</context>
<context>
    <name>scenario.too_many_steps</name>
    <message>
        <source>A load has at most %1 steps; use stairs for regular ones.</source>
        <translation>一个负载最多有 %1 个步骤；有规律的步骤请用阶梯。</translation>
    </message>
</context>
<context>
    <name>scenario.too_many_users_together</name>
    <message>
        <source>All groups together have at most %1 users.</source>
        <translation>所有组合计最多 %1 个用户。</translation>
    </message>
</context>
<context>
    <name>scenario.trace_needs_file</name>
    <message>
        <source>The trace needs a file.</source>
        <translation>轨迹需要文件。</translation>
    </message>
</context>
<context>
    <name>scenario.trace_no_file</name>
    <message>
        <source>There is no file &quot;%1&quot;.</source>
        <translation>没有文件“%1”。</translation>
    </message>
</context>
<context>
    <name>scenario.trace_not_readable</name>
    <message>
        <source>The file &quot;%1&quot; can&apos;t be read.</source>
        <translation>无法读取文件“%1”。</translation>
    </message>
</context>
<context>
    <name>scenario.trace_without_filler</name>
    <message>
        <source>A trace asks this request, and its texts have no {{filler}}: prompts will not be as long as the trace&apos;s.</source>
        <translation>有轨迹发送此请求，而其文本中没有 {{filler}}：提示词的长度不会与轨迹一致。</translation>
    </message>
</context>
<context>
    <name>scenario.turns_field_missing</name>
    <message>
        <source>The first rows have no field &quot;%1&quot;; they have: %2.</source>
        <translation>前几行没有字段“%1”；它们有：%2。</translation>
    </message>
</context>
<context>
    <name>scenario.turns_need_data</name>
    <message>
        <source>Turns come from the rows of a data source, and the request has none.</source>
        <translation>轮次来自数据源的行，而该请求没有数据源。</translation>
    </message>
</context>
<context>
    <name>scenario.turns_out_of_bounds</name>
    <message>
        <source>A conversation has 1 to %1 turns.</source>
        <translation>一个对话有 1 到 %1 轮。</translation>
    </message>
</context>
<context>
    <name>scenario.turns_twice</name>
    <message>
        <source>The turns come from a field of the row or from &quot;then&quot;, not from both.</source>
        <translation>轮次来自数据行的字段或“then”，不能两者都有。</translation>
    </message>
</context>
<context>
    <name>scenario.url_needed</name>
    <message>
        <source>The target needs a URL.</source>
        <translation>目标需要 URL。</translation>
    </message>
</context>
<context>
    <name>scenario.url_scheme_unsupported</name>
    <message>
        <source>The scheme &quot;%1&quot; is not supported; use one of %2.</source>
        <translation>不支持 URL 方案“%1”；请使用 %2 之一。</translation>
    </message>
</context>
<context>
    <name>scenario.url_without_host</name>
    <message>
        <source>This is not a URL with a host, like https://api.example.com/v1.</source>
        <translation>这不是带主机的 URL，例如 https://api.example.com/v1。</translation>
    </message>
</context>
<context>
    <name>scenario.use_messages</name>
    <message>
        <source>Where rows have messages, give the request a body with &quot;messages&quot;: {{{messages}}}.</source>
        <translation>若各行带有消息，请为请求设置含 &quot;messages&quot;: {{{messages}}} 的请求体。</translation>
    </message>
</context>
<context>
    <name>scenario.user_stairs_below_zero</name>
    <message>
        <source>The stairs lead below 0: the lowest level would be %1 users.</source>
        <translation>阶梯会降到 0 以下：最低一级将为 %1 个用户。</translation>
    </message>
</context>
<context>
    <name>scenario.user_stairs_too_high</name>
    <message>
        <source>The stairs lead to %1 users; the most is %2 users.</source>
        <translation>阶梯会升到 %1 个用户；最多为 %2 个用户。</translation>
    </message>
</context>
<context>
    <name>scenario.users_from_to</name>
    <message>
        <source>Users are from 1 to %1.</source>
        <translation>用户数为 1 至 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.users_not_used</name>
    <message>
        <source>The steps say how many users there are; this is not used.</source>
        <translation>用户数由步骤决定；此项不会被使用。</translation>
    </message>
</context>
<context>
    <name>scenario.variable_meant</name>
    <message>
        <source>There is no variable {{%1}}; did you mean {{%2}}? Known here are %3; other names need a data source.</source>
        <translation>没有变量 {{%1}}；是否指 {{%2}}？此处已知的有 %3；其他名称需要数据源。</translation>
    </message>
</context>
<context>
    <name>scenario.version_missing</name>
    <message>
        <source>The file&apos;s version is missing; a Weir project starts with &quot;weir&quot;: %1.</source>
        <translation>文件缺少版本；Weir 项目以 &quot;weir&quot;: %1 开头。</translation>
    </message>
</context>
<context>
    <name>scenario.version_newer</name>
    <message>
        <source>The file is of version %1, this program reads up to version %2. Open it with a newer Weir.</source>
        <translation>文件的版本为 %1，本程序最高可读取版本 %2。请用更新的 Weir 打开。</translation>
    </message>
</context>
<context>
    <name>scenario.version_not_whole</name>
    <message>
        <source>The version is a whole number from 1 on.</source>
        <translation>版本须为从 1 起的整数。</translation>
    </message>
</context>
<context>
    <name>scenario.weight_above_zero</name>
    <message>
        <source>The weight must be a number above 0.</source>
        <translation>权重必须是大于 0 的数。</translation>
    </message>
</context>
<context>
    <name>scenario.workers_from_to</name>
    <message>
        <source>Worker threads are from 1 to %1.</source>
        <translation>工作线程数为 1 至 %1。</translation>
    </message>
</context>
<context>
    <name>scenario.wrong_default</name>
    <message>
        <source>The default &quot;%1&quot; can&apos;t be %2.</source>
        <translation>默认值“%1”不能成为 %2。</translation>
    </message>
</context>
<context>
    <name>schema.break_loop</name>
    <message>
        <source>Take the reference out.</source>
        <translation>请删除该引用。</translation>
    </message>
</context>
<context>
    <name>schema.fewer_alternatives</name>
    <message>
        <source>Name fewer alternatives, or look less deep.</source>
        <translation>请减少备选项，或少检查几层。</translation>
    </message>
</context>
<context>
    <name>schema.hostile_keyword</name>
    <message>
        <source>&quot;%1&quot; is not looked at, since an answer could make it take hours</source>
        <translation>不支持 &quot;%1&quot;，因为回答可能使其耗时数小时</translation>
    </message>
</context>
<context>
    <name>schema.loop</name>
    <message>
        <source>The schema refers to itself without going deeper into the value</source>
        <translation>该 schema 引用了自身，却没有深入到值的内部</translation>
    </message>
</context>
<context>
    <name>schema.make_smaller</name>
    <message>
        <source>Check less of the answer&apos;s structure.</source>
        <translation>请减少对回答结构的检查。</translation>
    </message>
</context>
<context>
    <name>schema.no_object</name>
    <message>
        <source>A schema is an object</source>
        <translation>schema 应为对象</translation>
    </message>
</context>
<context>
    <name>schema.no_such_reference</name>
    <message>
        <source>Nothing in this schema is at &quot;%1&quot;</source>
        <translation>该 schema 中 &quot;%1&quot; 处没有内容</translation>
    </message>
</context>
<context>
    <name>schema.refer_inside</name>
    <message>
        <source>Refer to a part of the same schema, such as &quot;#/$defs/name&quot;.</source>
        <translation>请引用同一 schema 中的部分，例如 &quot;#/$defs/name&quot;。</translation>
    </message>
</context>
<context>
    <name>schema.refused</name>
    <message>
        <source>This is no schema: %1</source>
        <translation>这不是 schema：%1</translation>
    </message>
</context>
<context>
    <name>schema.see_draft_7</name>
    <message>
        <source>See draft 7 of JSON Schema.</source>
        <translation>请参阅 JSON Schema 第 7 版草案。</translation>
    </message>
</context>
<context>
    <name>schema.too_large</name>
    <message>
        <source>The schema is too large or nested too deep</source>
        <translation>该 schema 过大或嵌套过深</translation>
    </message>
</context>
<context>
    <name>schema.too_many_at_once</name>
    <message>
        <source>The references here make more than %1 schemas of one value</source>
        <translation>此处的引用使同一个值要对照 %1 个以上的 schema</translation>
    </message>
</context>
<context>
    <name>schema.unknown_keyword</name>
    <message>
        <source>&quot;%1&quot; is of a later draft of JSON Schema than 7</source>
        <translation>&quot;%1&quot; 属于比第 7 版更新的 JSON Schema 草案</translation>
    </message>
</context>
<context>
    <name>schema.use_draft_7</name>
    <message>
        <source>Write it in the words of draft 7.</source>
        <translation>请使用第 7 版草案的关键字。</translation>
    </message>
</context>
<context>
    <name>schema.use_matches</name>
    <message>
        <source>Take it out; a check of its own with &quot;matches&quot; can look for a pattern.</source>
        <translation>请将其删除；可另加 &quot;matches&quot; 检查来匹配模式。</translation>
    </message>
</context>
<context>
    <name>schema.write_object</name>
    <message>
        <source>Write an object like {&quot;type&quot;: &quot;object&quot;}.</source>
        <translation>请写成 {&quot;type&quot;: &quot;object&quot;} 这样的对象。</translation>
    </message>
</context>
<context>
    <name>secret.chmod_advice</name>
    <message>
        <source>Run chmod 600 on it.</source>
        <translation>请对该文件运行 chmod 600。</translation>
    </message>
</context>
<context>
    <name>secret.file_is_changeable</name>
    <message>
        <source>The secret&apos;s file can be changed by others than its owner</source>
        <translation>密钥文件可被所有者以外的人修改</translation>
    </message>
</context>
<context>
    <name>secret.file_is_readable</name>
    <message>
        <source>The secret&apos;s file %1 can be read by others than its owner. Run chmod 600 on it.</source>
        <translation>密钥文件 %1 可被所有者以外的人读取。请对它执行 chmod 600。</translation>
    </message>
</context>
<context>
    <name>secret.file_too_large</name>
    <message>
        <source>The secret&apos;s file is larger than %1 bytes</source>
        <translation>密钥文件大于 %1 字节</translation>
    </message>
</context>
<context>
    <name>secret.file_unreadable</name>
    <message>
        <source>The secret&apos;s file can&apos;t be read: %1</source>
        <translation>无法读取密钥文件：%1</translation>
    </message>
</context>
<context>
    <name>secret.has_lines</name>
    <message>
        <source>The secret has more than one line</source>
        <translation>密钥不止一行</translation>
    </message>
</context>
<context>
    <name>secret.in_header</name>
    <message>
        <source>The header %1 holds a secret&apos;s value. Write a reference such as env:API_KEY instead.</source>
        <translation>请求头 %1 中有密钥的值。请改写成引用，例如 env:API_KEY。</translation>
    </message>
</context>
<context>
    <name>secret.in_key</name>
    <message>
        <source>The key holds a secret&apos;s value. Write a reference such as env:API_KEY instead.</source>
        <translation>密钥一项中写的是密钥的值。请改写成引用，例如 env:API_KEY。</translation>
    </message>
</context>
<context>
    <name>secret.in_proxy</name>
    <message>
        <source>The proxy&apos;s URL holds a secret&apos;s value. Leave it out.</source>
        <translation>代理的 URL 中有密钥的值。请将其删去。</translation>
    </message>
</context>
<context>
    <name>secret.in_tls_key</name>
    <message>
        <source>The private key itself stands here. Write the path of its file, or a reference such as env:CLIENT_KEY, instead.</source>
        <translation>此处写的是私钥本身。请改写其文件的路径，或 env:CLIENT_KEY 之类的引用。</translation>
    </message>
</context>
<context>
    <name>secret.in_tls_password</name>
    <message>
        <source>The password of the private key stands here. Write a reference such as env:KEY_PASSWORD instead.</source>
        <translation>此处写的是私钥的密码。请改写 env:KEY_PASSWORD 之类的引用。</translation>
    </message>
</context>
<context>
    <name>secret.in_url</name>
    <message>
        <source>The URL holds a secret&apos;s value. Write a reference such as env:API_KEY as the key instead.</source>
        <translation>URL 中有密钥的值。请改在密钥一项中写引用，例如 env:API_KEY。</translation>
    </message>
</context>
<context>
    <name>secret.is_empty</name>
    <message>
        <source>The secret is empty</source>
        <translation>密钥为空</translation>
    </message>
</context>
<context>
    <name>secret.is_no_reference</name>
    <message>
        <source>A secret is given by reference, not by value</source>
        <translation>密钥须以引用给出，而不是以值给出</translation>
    </message>
</context>
<context>
    <name>secret.no_file</name>
    <message>
        <source>The secret&apos;s file does not exist or is no plain file</source>
        <translation>密钥文件不存在，或不是普通文件</translation>
    </message>
</context>
<context>
    <name>secret.one_line_advice</name>
    <message>
        <source>Keep one secret in one line.</source>
        <translation>一个密钥请只占一行。</translation>
    </message>
</context>
<context>
    <name>secret.reference_advice</name>
    <message>
        <source>Write env:NAME, file:PATH or keychain:NAME.</source>
        <translation>请写成 env:NAME、file:PATH 或 keychain:NAME。</translation>
    </message>
</context>
<context>
    <name>secret.set_variable_advice</name>
    <message>
        <source>Set it before Weir starts.</source>
        <translation>请在启动 Weir 之前设置。</translation>
    </message>
</context>
<context>
    <name>secret.variable_not_set</name>
    <message>
        <source>The environment variable %1 is not set</source>
        <translation>环境变量 %1 未设置</translation>
    </message>
</context>
<context>
    <name>service.burst_needs_requests_per_second</name>
    <message>
        <source>It needs &quot;requests_per_second&quot; beside it.</source>
        <translation>需要同时设置“requests_per_second”。</translation>
    </message>
</context>
<context>
    <name>service.burst_needs_tokens_per_second</name>
    <message>
        <source>It needs &quot;tokens_per_second&quot; beside it.</source>
        <translation>需要同时设置“tokens_per_second”。</translation>
    </message>
</context>
<context>
    <name>service.cache_is_off</name>
    <message>
        <source>It needs &quot;entries&quot; above 0: the cache is off.</source>
        <translation>需要“entries”大于 0：缓存已关闭。</translation>
    </message>
</context>
<context>
    <name>service.canary_name</name>
    <message>
        <source>The version needs a name of up to 64 letters, digits, dots, dashes and underscores.</source>
        <translation>版本需要名称，最多 64 个字符，可用字母、数字、点、连字符和下划线。</translation>
    </message>
</context>
<context>
    <name>service.canary_without_replica</name>
    <message>
        <source>A version that gets requests needs at least one replica.</source>
        <translation>接收请求的版本至少需要一个副本。</translation>
    </message>
</context>
<context>
    <name>service.cannot_listen</name>
    <message>
        <source>The service can&apos;t listen on 127.0.0.1:%1: %2.</source>
        <translation>服务无法监听 127.0.0.1:%1：%2。</translation>
    </message>
</context>
<context>
    <name>service.certificate_not_made</name>
    <message>
        <source>The certificate of the service could not be made: %1.</source>
        <translation>无法生成服务的证书：%1。</translation>
    </message>
</context>
<context>
    <name>service.choose_port</name>
    <message>
        <source>Choose another port, or 0 for any that is free.</source>
        <translation>请另选端口，或用 0 表示任一可用端口。</translation>
    </message>
</context>
<context>
    <name>service.choose_writable_place</name>
    <message>
        <source>Choose a place that can be written to.</source>
        <translation>请选择可写入的位置。</translation>
    </message>
</context>
<context>
    <name>service.correct_configuration</name>
    <message>
        <source>Correct the configuration of the service.</source>
        <translation>请更正服务的配置。</translation>
    </message>
</context>
<context>
    <name>service.delays_all_alike</name>
    <message>
        <source>Delays without &quot;jitter&quot; are all alike.</source>
        <translation>没有“jitter”时，延迟全都相同。</translation>
    </message>
</context>
<context>
    <name>service.distribution_needs</name>
    <message>
        <source>A distribution needs &quot;%1&quot;.</source>
        <translation>分布需要“%1”。</translation>
    </message>
</context>
<context>
    <name>service.drill_needs_capacity</name>
    <message>
        <source>It needs a queue with a &quot;capacity&quot;.</source>
        <translation>需要设有“capacity”的队列。</translation>
    </message>
</context>
<context>
    <name>service.drill_needs_kv</name>
    <message>
        <source>It needs the continuous scheduler and its &quot;kv_tokens&quot;.</source>
        <translation>需要 continuous 调度器及其“kv_tokens”。</translation>
    </message>
</context>
<context>
    <name>service.drill_of_fixed</name>
    <message>
        <source>It has no effect: the fixed scheduler has no replicas.</source>
        <translation>不起作用：fixed 调度器没有副本。</translation>
    </message>
</context>
<context>
    <name>service.drill_takes_all_compute</name>
    <message>
        <source>At least a hundredth of the compute must be left; write 0.99 or less.</source>
        <translation>必须至少留下百分之一的算力；请写 0.99 或更小的值。</translation>
    </message>
</context>
<context>
    <name>service.drill_takes_nothing</name>
    <message>
        <source>A drill takes something away; write a share above 0.</source>
        <translation>演练须减去一部分；请写大于 0 的占比。</translation>
    </message>
</context>
<context>
    <name>service.every_within_drill</name>
    <message>
        <source>It must be longer than the drill itself, %1.</source>
        <translation>必须长于演练本身的时长 %1。</translation>
    </message>
</context>
<context>
    <name>service.figure_expected</name>
    <message>
        <source>A number, or an object { } with &quot;kind&quot; and &quot;mean&quot;, is expected.</source>
        <translation>此处应为数字，或含“kind”和“mean”的对象 { }。</translation>
    </message>
</context>
<context>
    <name>service.fixed_without_prefill</name>
    <message>
        <source>The fixed scheduler has no prefill to shorten.</source>
        <translation>fixed 调度器没有可缩短的预填充。</translation>
    </message>
</context>
<context>
    <name>service.fixed_without_queue</name>
    <message>
        <source>The fixed scheduler has no queue; choose another scheduler or false.</source>
        <translation>fixed 调度器没有队列；请选择其他调度器或写 false。</translation>
    </message>
</context>
<context>
    <name>service.fixed_without_replicas</name>
    <message>
        <source>The fixed scheduler has no replicas to scale; choose another scheduler.</source>
        <translation>fixed 调度器没有可扩缩的副本；请选择其他调度器。</translation>
    </message>
</context>
<context>
    <name>service.jwt_without_secret</name>
    <message>
        <source>Tokens can&apos;t be checked without a secret.</source>
        <translation>没有密钥就无法验证 JWT。</translation>
    </message>
</context>
<context>
    <name>service.key_name_missing</name>
    <message>
        <source>A name is missing.</source>
        <translation>缺少名称。</translation>
    </message>
</context>
<context>
    <name>service.key_name_twice</name>
    <message>
        <source>Two keys have this name.</source>
        <translation>有两个密钥使用此名称。</translation>
    </message>
</context>
<context>
    <name>service.key_twice</name>
    <message>
        <source>Two names have this key.</source>
        <translation>有两个名称使用此密钥。</translation>
    </message>
</context>
<context>
    <name>service.kind_missing</name>
    <message>
        <source>The kind is missing.</source>
        <translation>缺少类型。</translation>
    </message>
</context>
<context>
    <name>service.kind_without_deviation</name>
    <message>
        <source>The kind &quot;%1&quot; has no deviation to choose; leave it out.</source>
        <translation>类型“%1”没有可选的标准差；请将其删去。</translation>
    </message>
</context>
<context>
    <name>service.latency_without_delay</name>
    <message>
        <source>A latency drill needs a delay or a jitter.</source>
        <translation>延迟演练需要延迟或抖动。</translation>
    </message>
</context>
<context>
    <name>service.least_above_most</name>
    <message>
        <source>The least number of replicas, %1, is above the most, %2.</source>
        <translation>最少副本数 %1 大于最多副本数 %2。</translation>
    </message>
</context>
<context>
    <name>service.make_room</name>
    <message>
        <source>Make room or choose another place, and start the service again.</source>
        <translation>请腾出空间或另选位置，然后重新启动服务。</translation>
    </message>
</context>
<context>
    <name>service.mean_outside_bounds</name>
    <message>
        <source>The mean must lie from &quot;min&quot; to &quot;max&quot;.</source>
        <translation>均值必须介于“min”与“max”之间。</translation>
    </message>
</context>
<context>
    <name>service.more_prompts_than_entries</name>
    <message>
        <source>There are more prompts than entries; those that came first go at once.</source>
        <translation>提示词多于缓存条目；最先加入的会立即被逐出。</translation>
    </message>
</context>
<context>
    <name>service.never_so_many_replicas</name>
    <message>
        <source>There are never as many replicas.</source>
        <translation>副本永远不会有这么多。</translation>
    </message>
</context>
<context>
    <name>service.no_effect_with_kind</name>
    <message>
        <source>It has no effect with the kind &quot;%1&quot;.</source>
        <translation>类型为“%1”时不起作用。</translation>
    </message>
</context>
<context>
    <name>service.no_such_preset</name>
    <message>
        <source>The service has no preset &quot;%1&quot;.</source>
        <translation>服务没有预设“%1”。</translation>
    </message>
</context>
<context>
    <name>service.not_json</name>
    <message>
        <source>This is not JSON at byte %1: %2.</source>
        <translation>第 %1 字节处不是 JSON：%2。</translation>
    </message>
</context>
<context>
    <name>service.other_version</name>
    <message>
        <source>The file is of another version of the format; this program reads version 1, written as 1.</source>
        <translation>文件属于该格式的另一版本；本程序读取版本 1，须写成 1。</translation>
    </message>
</context>
<context>
    <name>service.partition_of_nobody</name>
    <message>
        <source>A partition cuts somebody off; write a share above 0.</source>
        <translation>网络分区须隔开一部分；请写大于 0 的占比。</translation>
    </message>
</context>
<context>
    <name>service.preset_not_read</name>
    <message>
        <source>The preset could not be read: %1.</source>
        <translation>无法读取预设：%1。</translation>
    </message>
</context>
<context>
    <name>service.presets</name>
    <message>
        <source>Presets: %1.</source>
        <translation>预设：%1。</translation>
    </message>
</context>
<context>
    <name>service.reference_expected</name>
    <message>
        <source>A reference to the secret is expected, env:NAME or file:PATH, never the secret itself.</source>
        <translation>此处应为密钥的引用，即 env:NAME 或 file:PATH，绝不是密钥本身。</translation>
    </message>
</context>
<context>
    <name>service.replicas_outside_bounds</name>
    <message>
        <source>The autoscaler keeps %1 to %2 replicas; begin with as many.</source>
        <translation>自动扩缩器保持 %1 至 %2 个副本；起始副本数也请在此范围内。</translation>
    </message>
</context>
<context>
    <name>service.rule_needs_above_or_below</name>
    <message>
        <source>A rule needs either &quot;above&quot; or &quot;below&quot;.</source>
        <translation>规则需要“above”与“below”二者之一。</translation>
    </message>
</context>
<context>
    <name>service.rule_without_change</name>
    <message>
        <source>A rule changes the number of replicas; 0 does not.</source>
        <translation>规则须改变副本数；0 不会改变。</translation>
    </message>
</context>
<context>
    <name>service.rules_needed</name>
    <message>
        <source>The kind &quot;rules&quot; needs at least one rule.</source>
        <translation>类型“rules”至少需要一条规则。</translation>
    </message>
</context>
<context>
    <name>service.rules_of_another_kind</name>
    <message>
        <source>Rules need the kind &quot;rules&quot;.</source>
        <translation>规则需要类型“rules”。</translation>
    </message>
</context>
<context>
    <name>service.same_secret</name>
    <message>
        <source>The secret is the same as that of %1, so only one of the two tenants could be met.</source>
        <translation>此密钥与 %1 的密钥相同，因此两个租户中只能识别出一个。</translation>
    </message>
</context>
<context>
    <name>service.secret_for_each</name>
    <message>
        <source>Give each tenant a secret of its own.</source>
        <translation>请为每个租户设置各自的密钥。</translation>
    </message>
</context>
<context>
    <name>service.short_forecast</name>
    <message>
        <source>A line needs two points: at least twice the period, %1.</source>
        <translation>一条直线需要两个点：至少为周期的两倍，即 %1。</translation>
    </message>
</context>
<context>
    <name>service.short_step</name>
    <message>
        <source>A decode step takes at least 1us; step_base, step_per_sequence and host_per_step together are less.</source>
        <translation>一个解码步至少需要 1us；step_base、step_per_sequence 与 host_per_step 合计小于此值。</translation>
    </message>
</context>
<context>
    <name>service.slow_below_one_byte</name>
    <message>
        <source>Write at least 1, or 0 for no bound.</source>
        <translation>请写至少 1，或用 0 表示无上限。</translation>
    </message>
</context>
<context>
    <name>service.slow_network_without_rate</name>
    <message>
        <source>A slow network needs a rate above 0.</source>
        <translation>慢速网络需要大于 0 的速率。</translation>
    </message>
</context>
<context>
    <name>service.small_bucket</name>
    <message>
        <source>A bucket smaller than one request lets none pass; write 1 or more.</source>
        <translation>容量小于一个请求的桶不会放行任何请求；请写 1 或更大的值。</translation>
    </message>
</context>
<context>
    <name>service.small_kv_cache</name>
    <message>
        <source>The cache must hold at least one chunk of a prompt, %1 tokens.</source>
        <translation>缓存必须至少能容纳提示词的一个分块，即 %1 个 Token。</translation>
    </message>
</context>
<context>
    <name>service.small_prefix_cache</name>
    <message>
        <source>The cache must hold at least one block, %1 tokens.</source>
        <translation>缓存必须至少能容纳一个缓存块，即 %1 个 Token。</translation>
    </message>
</context>
<context>
    <name>service.truth_cut</name>
    <message>
        <source>The truth file could not be written: %1. It ends here, maybe inside a line; the requests from now on are missing</source>
        <translation>无法写入真实值文件：%1。文件到此为止，可能断在一行中间；此后的请求都会缺失</translation>
    </message>
</context>
<context>
    <name>service.truth_not_opened</name>
    <message>
        <source>The truth file can&apos;t be written: %1.</source>
        <translation>无法写入真实值文件：%1。</translation>
    </message>
</context>
<context>
    <name>service.use_is_a_share</name>
    <message>
        <source>A use is a share from 0 to 1.</source>
        <translation>利用率是 0 至 1 的占比。</translation>
    </message>
</context>
<context>
    <name>service.version_missing</name>
    <message>
        <source>The version is missing; write 1.</source>
        <translation>缺少版本；请写 1。</translation>
    </message>
</context>
<context>
    <name>service_chart.batch</name>
    <message>
        <source>Batch</source>
        <translation>批次</translation>
    </message>
</context>
<context>
    <name>service_chart.batch_to_come</name>
    <message>
        <source>How many requests are served at once, as soon as the service runs</source>
        <translation>服务启动后，这里显示同时处理多少请求</translation>
    </message>
</context>
<context>
    <name>service_chart.drill</name>
    <message>
        <source>drill</source>
        <translation>演练</translation>
    </message>
</context>
<context>
    <name>service_chart.mean_percent</name>
    <message>
        <source>%, mean of the replicas</source>
        <translation>%，各副本平均</translation>
    </message>
</context>
<context>
    <name>service_chart.per_stretch_by_reason</name>
    <message>
        <source>per 2 s, by reason</source>
        <translation>每 2 s，按原因</translation>
    </message>
</context>
<context>
    <name>service_chart.queue</name>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>service_chart.queue_to_come</name>
    <message>
        <source>How many requests wait, as soon as the service runs</source>
        <translation>服务启动后，这里显示有多少请求在等待</translation>
    </message>
</context>
<context>
    <name>service_chart.refusals</name>
    <message>
        <source>Refusals</source>
        <translation>拒绝</translation>
    </message>
</context>
<context>
    <name>service_chart.refusals_to_come</name>
    <message>
        <source>Requests that the service refuses, by reason, when there are any</source>
        <translation>若有请求被服务拒绝，这里按原因显示</translation>
    </message>
</context>
<context>
    <name>service_chart.refused_limits</name>
    <message>
        <source>limits</source>
        <translation>限流</translation>
    </message>
</context>
<context>
    <name>service_chart.refused_no_replica</name>
    <message>
        <source>no replica</source>
        <translation>无副本</translation>
    </message>
</context>
<context>
    <name>service_chart.refused_other</name>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>service_chart.refused_queue_full</name>
    <message>
        <source>queue full</source>
        <translation>队列已满</translation>
    </message>
</context>
<context>
    <name>service_chart.refused_waited</name>
    <message>
        <source>waited too long</source>
        <translation>等待超时</translation>
    </message>
</context>
<context>
    <name>service_chart.replicas</name>
    <message>
        <source>replicas</source>
        <translation>副本数</translation>
    </message>
</context>
<context>
    <name>service_chart.requests</name>
    <message>
        <source>requests</source>
        <translation>请求数</translation>
    </message>
</context>
<context>
    <name>service_chart.requests_per_second</name>
    <message>
        <source>requests/s</source>
        <translation>请求/s</translation>
    </message>
</context>
<context>
    <name>service_chart.scaling</name>
    <message>
        <source>Scaling</source>
        <translation>扩缩</translation>
    </message>
</context>
<context>
    <name>service_chart.scaling_to_come</name>
    <message>
        <source>Replicas that are wanted and that serve, as soon as the service runs</source>
        <translation>服务启动后，这里显示期望的副本数和在服务的副本数</translation>
    </message>
</context>
<context>
    <name>service_chart.sequences</name>
    <message>
        <source>sequences of all replicas</source>
        <translation>所有副本的序列数</translation>
    </message>
</context>
<context>
    <name>service_chart.series_capacity</name>
    <message>
        <source>capacity</source>
        <translation>容量</translation>
    </message>
</context>
<context>
    <name>service_chart.series_full</name>
    <message>
        <source>full</source>
        <translation>满批</translation>
    </message>
</context>
<context>
    <name>service_chart.series_gpu</name>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
</context>
<context>
    <name>service_chart.series_kv_cache</name>
    <message>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
</context>
<context>
    <name>service_chart.series_running</name>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
</context>
<context>
    <name>service_chart.series_serving</name>
    <message>
        <source>serving</source>
        <translation>在服务</translation>
    </message>
</context>
<context>
    <name>service_chart.series_waiting</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
</context>
<context>
    <name>service_chart.series_wanted</name>
    <message>
        <source>wanted</source>
        <translation>期望</translation>
    </message>
</context>
<context>
    <name>service_chart.throughput</name>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
</context>
<context>
    <name>service_chart.throughput_to_come</name>
    <message>
        <source>Tokens and answers a second, as soon as requests come</source>
        <translation>有请求后，这里显示每秒 Token 数和回答数</translation>
    </message>
</context>
<context>
    <name>service_chart.tokens_per_second</name>
    <message>
        <source>tokens/s</source>
        <translation>Token/s</translation>
    </message>
</context>
<context>
    <name>service_chart.use</name>
    <message>
        <source>Use</source>
        <translation>使用率</translation>
    </message>
</context>
<context>
    <name>service_chart.use_to_come</name>
    <message>
        <source>How busy GPU and KV cache are, as soon as the service runs</source>
        <translation>服务启动后，这里显示 GPU 和 KV 缓存的利用率</translation>
    </message>
</context>
<context>
    <name>service_file.not_read</name>
    <message>
        <source>The file can&apos;t be read: %1</source>
        <translation>无法读取文件：%1</translation>
    </message>
</context>
<context>
    <name>service_file.too_large</name>
    <message>
        <source>The file is too large for a configuration</source>
        <translation>文件过大，不可能是配置</translation>
    </message>
</context>
<context>
    <name>service_note.caches_empty</name>
    <message>
        <source>The caches are empty.</source>
        <translation>缓存已清空。</translation>
    </message>
</context>
<context>
    <name>service_note.drill_begins</name>
    <message>
        <source>Begins: %1.</source>
        <translation>开始：%1。</translation>
    </message>
</context>
<context>
    <name>service_note.drill_ends</name>
    <message>
        <source>Ends: %1.</source>
        <translation>结束：%1。</translation>
    </message>
</context>
<context>
    <name>service_note.replica_failed</name>
    <message>
        <source>Replica %1 has failed; it takes no requests for a while.</source>
        <translation>副本 %1 发生故障；它暂时不接收请求。</translation>
    </message>
</context>
<context>
    <name>service_note.replica_lost</name>
    <message>
        <source>Replica %1 is lost with %2 requests.</source>
        <translation>副本 %1 丢失，连同其 %2 个请求。</translation>
    </message>
</context>
<context>
    <name>service_note.replica_repaired</name>
    <message>
        <source>Replica %1 is repaired and starts cold.</source>
        <translation>副本 %1 已修复，正在冷启动。</translation>
    </message>
</context>
<context>
    <name>service_note.replica_slow</name>
    <message>
        <source>Replica %1 is slow; it takes no requests for a while.</source>
        <translation>副本 %1 变慢；它暂时不接收请求。</translation>
    </message>
</context>
<context>
    <name>service_note.replica_warms_up</name>
    <message>
        <source>Replica %1 takes requests and warms up.</source>
        <translation>副本 %1 开始接收请求并预热。</translation>
    </message>
</context>
<context>
    <name>service_note.scaled</name>
    <message>
        <source>%1 to %2 replicas: %3</source>
        <translation>副本数从 %1 到 %2：%3</translation>
    </message>
</context>
<context>
    <name>service_note.scaled_by_hand</name>
    <message>
        <source>%1 to %2 replicas by hand.</source>
        <translation>手动将副本数从 %1 调到 %2。</translation>
    </message>
</context>
<context>
    <name>session.no_run_goes_on</name>
    <message>
        <source>No run goes on</source>
        <translation>没有正在进行的运行</translation>
    </message>
</context>
<context>
    <name>session.run_goes_on</name>
    <message>
        <source>A run is going on</source>
        <translation>有运行正在进行</translation>
    </message>
</context>
<context>
    <name>session.start_run_first</name>
    <message>
        <source>Start one first.</source>
        <translation>请先开始一个运行。</translation>
    </message>
</context>
<context>
    <name>session.stop_run_first</name>
    <message>
        <source>Stop it first.</source>
        <translation>请先停止它。</translation>
    </message>
</context>
<context>
    <name>settings.no_scratch_space</name>
    <message>
        <source>there is no room in the folder for temporary files</source>
        <translation>临时文件夹没有空间</translation>
    </message>
</context>
<context>
    <name>settings.unsaved</name>
    <message>
        <source>The settings can&apos;t be saved: %1</source>
        <translation>无法保存设置：%1</translation>
    </message>
</context>
<context>
    <name>simulation.answer_no_json</name>
    <message>
        <source>The answer is not JSON.</source>
        <translation>回答不是 JSON。</translation>
    </message>
</context>
<context>
    <name>simulation.checks_without_wire</name>
    <message>
        <source>The request &quot;%1&quot; has checks on headers or on the body, which a simulation does not have: they were not looked at.</source>
        <translation>请求 &quot;%1&quot; 有针对响应头或响应体的检查，而仿真中没有这些内容：未执行。</translation>
    </message>
</context>
<context>
    <name>simulation.event_no_json</name>
    <message>
        <source>An event is not JSON.</source>
        <translation>有一个事件不是 JSON。</translation>
    </message>
</context>
<context>
    <name>simulation.no_keys_needed</name>
    <message>
        <source>Without gateway.keys and gateway.jwt in the service&apos;s configuration a simulation needs no credentials.</source>
        <translation>服务配置中没有 gateway.keys 和 gateway.jwt 时，模拟不需要凭据。</translation>
    </message>
</context>
<context>
    <name>simulation.scenario_key_missing</name>
    <message>
        <source>The service admits by keys, and one of the scenario&apos;s is not at hand</source>
        <translation>服务凭密钥准入，而场景的一个密钥无法取得</translation>
    </message>
</context>
<context>
    <name>simulation.service_key_missing</name>
    <message>
        <source>A key of the service is not at hand</source>
        <translation>服务的一个密钥无法取得</translation>
    </message>
</context>
<context>
    <name>simulation.websocket_as_http</name>
    <message>
        <source>The target &quot;%1&quot; is a WebSocket, which is simulated as HTTP: requests that the service refuses have a status here, in a run an error message.</source>
        <translation>目标“%1”是 WebSocket，模拟时按 HTTP 处理：被服务拒绝的请求在这里得到状态码，在真实运行中得到错误消息。</translation>
    </message>
</context>
<context>
    <name>sqlite.check_folder</name>
    <message>
        <source>Check that the folder exists and that you may use it.</source>
        <translation>请检查文件夹是否存在，以及是否有权使用。</translation>
    </message>
</context>
<context>
    <name>sqlite.check_permissions</name>
    <message>
        <source>Check the disk and the permissions of the folder.</source>
        <translation>请检查磁盘和文件夹的权限。</translation>
    </message>
</context>
<context>
    <name>sqlite.check_quota</name>
    <message>
        <source>Check the disk, its free space and its quota.</source>
        <translation>请检查磁盘及其可用空间和配额。</translation>
    </message>
</context>
<context>
    <name>sqlite.disk_is_full</name>
    <message>
        <source>No space is left on the disk</source>
        <translation>磁盘没有剩余空间</translation>
    </message>
</context>
<context>
    <name>sqlite.free_space</name>
    <message>
        <source>Free some space on the disk or choose another folder.</source>
        <translation>请释放一些磁盘空间，或另选文件夹。</translation>
    </message>
</context>
<context>
    <name>sqlite.install_driver</name>
    <message>
        <source>Install the package libqt6sql6-sqlite.</source>
        <translation>请安装软件包 libqt6sql6-sqlite。</translation>
    </message>
</context>
<context>
    <name>sqlite.is_damaged</name>
    <message>
        <source>The file is damaged</source>
        <translation>该文件已损坏</translation>
    </message>
</context>
<context>
    <name>sqlite.is_locked</name>
    <message>
        <source>Another program holds the file</source>
        <translation>另一个程序正占用该文件</translation>
    </message>
</context>
<context>
    <name>sqlite.no_database</name>
    <message>
        <source>The file is no database of SQLite</source>
        <translation>该文件不是 SQLite 数据库</translation>
    </message>
</context>
<context>
    <name>sqlite.no_driver</name>
    <message>
        <source>Qt&apos;s SQLite driver is missing</source>
        <translation>缺少 Qt 的 SQLite 驱动</translation>
    </message>
</context>
<context>
    <name>sqlite.not_opened</name>
    <message>
        <source>The file can&apos;t be opened</source>
        <translation>无法打开该文件</translation>
    </message>
</context>
<context>
    <name>sqlite.only_readable</name>
    <message>
        <source>The file can only be read</source>
        <translation>该文件只能读取</translation>
    </message>
</context>
<context>
    <name>sqlite.read_only</name>
    <message>
        <source>The file or its folder can&apos;t be written; change the permissions or copy it elsewhere.</source>
        <translation>无法写入文件或其所在文件夹；请更改权限，或将其复制到别处。</translation>
    </message>
</context>
<context>
    <name>sqlite.reports</name>
    <message>
        <source>SQLite reports: %1</source>
        <translation>SQLite 报告：%1</translation>
    </message>
</context>
<context>
    <name>sqlite.unknown_error</name>
    <message>
        <source>SQLite reports an unknown error</source>
        <translation>SQLite 报告未知错误</translation>
    </message>
</context>
<context>
    <name>sqlite.wait</name>
    <message>
        <source>Another program holds the file; wait until it is done and try again.</source>
        <translation>另一个程序正占用该文件；请等它结束后再试。</translation>
    </message>
</context>
<context>
    <name>steering.factor</name>
    <message>
        <source>Load x%1</source>
        <translation>负载 x%1</translation>
    </message>
</context>
<context>
    <name>steering.factor_no_number</name>
    <message>
        <source>The factor must be a number from 0 on</source>
        <translation>倍数必须是不小于 0 的数</translation>
    </message>
</context>
<context>
    <name>steering.make_room</name>
    <message>
        <source>Raise the limit on open files (ulimit -n), or set a cap on open streams.</source>
        <translation>请提高打开文件数的限制（ulimit -n），或设置并发上限。</translation>
    </message>
</context>
<context>
    <name>steering.no_load</name>
    <message>
        <source>The load can be steered only while it lasts</source>
        <translation>只有在负载进行期间才能调节负载</translation>
    </message>
</context>
<context>
    <name>steering.no_room</name>
    <message>
        <source>The load is limited to %1 times the plan: there is room for no more streams</source>
        <translation>负载限于计划的 %1 倍：没有余地容纳更多的流</translation>
    </message>
</context>
<context>
    <name>steering.paused</name>
    <message>
        <source>Arrivals paused</source>
        <translation>请求到达已暂停</translation>
    </message>
</context>
<context>
    <name>steering.resumed</name>
    <message>
        <source>Arrivals resumed</source>
        <translation>请求到达已恢复</translation>
    </message>
</context>
<context>
    <name>steering.start_first</name>
    <message>
        <source>Start a run, and steer it before it drains.</source>
        <translation>请先开始一次运行，并在其收尾之前调节。</translation>
    </message>
</context>
<context>
    <name>stream.answer_too_large</name>
    <message>
        <source>The answer is longer than %1 bytes</source>
        <translation>响应超过 %1 字节</translation>
    </message>
</context>
<context>
    <name>stream.element_too_long</name>
    <message>
        <source>An element of the array is longer than %1 bytes</source>
        <translation>数组的一个元素超过 %1 字节</translation>
    </message>
</context>
<context>
    <name>stream.event_too_long</name>
    <message>
        <source>An event is longer than %1 bytes</source>
        <translation>有一个事件长于 %1 字节</translation>
    </message>
</context>
<context>
    <name>stream.failed_finish</name>
    <message>
        <source>The answer ended with the finish reason &quot;%1&quot;, which means that it failed.</source>
        <translation>响应以结束原因“%1”结束，这表示失败。</translation>
    </message>
</context>
<context>
    <name>stream.foreign</name>
    <message>
        <source>The answer is neither a stream nor a document of this vendor: %1</source>
        <translation>响应既不是该厂商的流，也不是它的文档：%1</translation>
    </message>
</context>
<context>
    <name>stream.line_too_long</name>
    <message>
        <source>A line is longer than %1 bytes</source>
        <translation>有一行长于 %1 字节</translation>
    </message>
</context>
<context>
    <name>stream.malformed_at</name>
    <message>
        <source>Byte %1: %2</source>
        <translation>第 %1 字节：%2</translation>
    </message>
</context>
<context>
    <name>stream.message_too_long</name>
    <message>
        <source>A message is longer than %1 bytes</source>
        <translation>一条消息超过 %1 字节</translation>
    </message>
</context>
<context>
    <name>stream.no_array</name>
    <message>
        <source>Not an array of JSON: &quot;%1&quot; stands where none may</source>
        <translation>不是 JSON 数组：“%1”出现在不允许的位置</translation>
    </message>
</context>
<context>
    <name>stream.no_aws_headers</name>
    <message>
        <source>Not a message of Amazon&apos;s event stream: its headers can&apos;t be read</source>
        <translation>不是 Amazon 事件流的消息：无法读取其标头</translation>
    </message>
</context>
<context>
    <name>stream.no_aws_message</name>
    <message>
        <source>Not a message of Amazon&apos;s event stream: its lengths can&apos;t be</source>
        <translation>不是 Amazon 事件流的消息：其长度不可能成立</translation>
    </message>
</context>
<context>
    <name>stream.not_cumulative</name>
    <message>
        <source>A text did not begin with what had come of it before, as the preset&apos;s &quot;cumulative&quot; says; it was counted whole.</source>
        <translation>有一段文本并非以此前收到的内容开头，与预设的“cumulative”不符；已按全文计数。</translation>
    </message>
</context>
<context>
    <name>stream.not_json</name>
    <message>
        <source>Byte %1: Not JSON: %2</source>
        <translation>第 %1 字节：不是 JSON：%2</translation>
    </message>
</context>
<context>
    <name>stream.not_utf8</name>
    <message>
        <source>The bytes are not UTF-8</source>
        <translation>这些字节不是 UTF-8</translation>
    </message>
</context>
<context>
    <name>stream.packed</name>
    <message>
        <source>The body is packed (Content-Encoding: %1), which Weir does not ask for. Let the service, or the proxy before it, leave streams unpacked.</source>
        <translation>响应体经过压缩（Content-Encoding: %1），而 Weir 并未请求压缩。请让服务或其前面的代理不要压缩流。</translation>
    </message>
</context>
<context>
    <name>stream.web_page</name>
    <message>
        <source>A web page came in place of the vendor&apos;s answer: %1</source>
        <translation>收到的是网页，而不是该厂商的响应：%1</translation>
    </message>
</context>
<context>
    <name>stream.wrong_sum</name>
    <message>
        <source>A checksum of the event stream is not that of its bytes; what holds together was read all the same.</source>
        <translation>事件流的校验和与其字节不符；结构完整的内容仍已读取。</translation>
    </message>
</context>
<context>
    <name>summary.cached_above_input</name>
    <message>
        <source>On %1 the service told more cached than input tokens, which can&apos;t be true; their cached tokens are not counted.</source>
        <translation>有 %1 个请求，服务报告的缓存 Token 数多于输入 Token 数，这不可能为真；它们的缓存 Token 不计。</translation>
    </message>
</context>
<context>
    <name>summary.cached_input</name>
    <message>
        <source>%1 of the input tokens came from the server&apos;s cache (%2 of %3), so ttft is that of a warm cache. Open the prompts with {{unique}} to measure without it.</source>
        <translation>%1 的输入 Token 来自服务端缓存（%3 个中的 %2 个），因此 ttft 反映的是已预热的缓存。请以 {{unique}} 开头书写提示词，以便不受缓存影响地测量。</translation>
    </message>
</context>
<context>
    <name>summary.chunks_per_read</name>
    <message>
        <source>%1 chunks with tokens arrived in one read on average; gaps below that grain are lost.</source>
        <translation>平均每次读取到达 %1 个带 Token 的数据块；比这更细的间隔已丢失。</translation>
    </message>
</context>
<context>
    <name>summary.coalesced</name>
    <message>
        <source>The answers of %1 came with most of their tokens together, so itl, tpot and longest_gap leave them out. A proxy that buffers brings a whole answer or large pieces at once; a service without TCP_NODELAY brings a few tokens at a time, about 40 ms apart. weir-cli once shows which it is.</source>
        <translation>%1的回答整块或几乎整块到达，如同经过缓冲的代理；itl、tpot 和 longest_gap 不含这些请求。</translation>
    </message>
</context>
<context>
    <name>summary.drift</name>
    <message>
        <source>Drift: the median %1 was %2 in the first third of the window and %3 in the last, so no single figure describes it.</source>
        <translation>漂移：%1 的中位数在窗口的前三分之一为 %2，在后三分之一为 %3，因此没有单一数值能够代表它。</translation>
    </message>
</context>
<context>
    <name>summary.error_drift</name>
    <message>
        <source>Drift: %1 of the requests failed in the first third of the window and %2 in the last, so no single error rate describes it.</source>
        <translation>漂移：窗口的前三分之一有 %1 的请求失败，后三分之一有 %2，因此没有单一错误率能够代表它。</translation>
    </message>
</context>
<context>
    <name>summary.left_out</name>
    <message>
        <source>The figures leave out %1 of the first %2, while the system filled up.</source>
        <translation>各项数字不含最初 %2 内的 %1，当时系统正在填满。</translation>
    </message>
</context>
<context>
    <name>summary.left_out_figure</name>
    <message>
        <source>The figures leave out %1 of the first %2, while the system filled up: %3 p50 is %4 there, and %5 in the window.</source>
        <translation>各项数字不含最初 %2 内的 %1，当时系统正在填满：其 %3 p50 为 %4，窗口内为 %5。</translation>
    </message>
</context>
<context>
    <name>summary.lingered</name>
    <message>
        <source>The service kept %1 open after the end of a stream; Weir closed each after 1 s, and no user waited for it.</source>
        <translation>服务在流结束后仍保持 %1打开；Weir 在 1 s 后逐一关闭，没有用户为此等待。</translation>
    </message>
</context>
<context>
    <name>summary.no_usage</name>
    <message>
        <source>The service reported no usage on %1 of %2 that succeeded; chunks are counted as tokens there.</source>
        <translation>成功的%2中，服务有 %1 个没有报告用量；这些请求的数据块按 Token 计数。</translation>
    </message>
</context>
<context>
    <name>summary.no_usage_counted</name>
    <message>
        <source>The service reported no usage on %1 of %2 that succeeded; a tokenizer counted the tokens there.</source>
        <translation>成功的%2中，服务有 %1 个没有报告用量；这些请求的 Token 由分词器计数。</translation>
    </message>
</context>
<context>
    <name>summary.odd_answers</name>
    <message>
        <source>On %1 of %2 the answer was read although this was not as it should be: %3</source>
        <translation>%2 个响应中有 %1 个虽不合规范，仍被读取：%3</translation>
    </message>
</context>
<context>
    <name>summary.rate_drift</name>
    <message>
        <source>Drift: %1 requests/s were answered in the first third of the window and %2 in the last, so no single rate describes it.</source>
        <translation>漂移：窗口的前三分之一每秒应答 %1 个请求，后三分之一每秒 %2 个，因此没有单一速率能够代表它。</translation>
    </message>
</context>
<context>
    <name>summary.retried</name>
    <message>
        <source>%1 of %2 in the whole run took more than one attempt. Over all requests of the window, users waited for response_e2e p50 %3 and p95 %4, where the last attempts alone took e2e p50 %5 and p95 %6.</source>
        <translation>整个运行的 %2中有 %1 个尝试了不止一次。就窗口内所有请求而言，用户等待的 response_e2e p50 为 %3，p95 为 %4；仅最后一次尝试的 e2e p50 为 %5，p95 为 %6。</translation>
    </message>
</context>
<context>
    <name>summary.retried_without_times</name>
    <message>
        <source>%1 of %2 took more than one attempt.</source>
        <translation>%2中有 %1 个尝试了不止一次。</translation>
    </message>
</context>
<context>
    <name>summary.reuse_given_up</name>
    <message>
        <source>Kept connections that the server closed under a request: %1. Each such request went out once more over a new connection. The server did so again and again, so it got no more requests over kept connections; attempts whose ttft includes the opening of a connection because of that: %2.</source>
        <translation>被服务器在请求途中关闭的保持连接：%1。这些请求都经新连接重新发送了一次。由于服务器反复如此，之后不再经保持连接向它发送请求；因此 ttft 含建立连接时间的尝试数：%2。</translation>
    </message>
</context>
<context>
    <name>summary.stale_connections</name>
    <message>
        <source>Kept connections that the server closed under a request: %1. Each such request went out once more over a new connection, and its times count from the first time.</source>
        <translation>被服务器在请求途中关闭的保持连接：%1。这些请求都经新连接重新发送了一次，其时间从第一次发送算起。</translation>
    </message>
</context>
<context>
    <name>summary.tokens_per_chunk</name>
    <message>
        <source>Chunks carry %1 tokens on average, so itl is the gap between chunks, not tokens.</source>
        <translation>每个数据块平均含 %1 个 Token，因此 itl 是数据块之间的间隔，而不是 Token 之间的间隔。</translation>
    </message>
</context>
<context>
    <name>summary.usage_above_text</name>
    <message>
        <source>On %1 the service told more output tokens than their text can hold, and no reasoning tokens that would explain them; their chunks are counted as tokens.</source>
        <translation>有 %1 个请求，服务报告的输出 Token 数超过其文本所能容纳的数量，又没有可以解释它们的推理 Token；改以数据块计为 Token。</translation>
    </message>
</context>
<context>
    <name>summary.usage_below_streamed</name>
    <message>
        <source>On %1 the service told fewer tokens than it streamed, which can&apos;t be true; their chunks are counted as tokens.</source>
        <translation>不可能属实的用量：在 %1中，服务报告的 Token 少于其流式发出的，因此改按数据块计数。</translation>
    </message>
</context>
<context>
    <name>summary.usage_placeholder</name>
    <message>
        <source>On %1, cut or failed, the service had told a placeholder in place of its output tokens; their chunks are counted as tokens.</source>
        <translation>有 %1 个被中止或失败的请求，服务给出的是占位数而不是输出 Token 数；改以数据块计为 Token。</translation>
    </message>
</context>
<context>
    <name>summary.usage_unreadable</name>
    <message>
        <source>On %1 the service told output tokens that are no count (below 0, a fraction, no number, or above 100,000,000); their chunks are counted as tokens.</source>
        <translation>有 %1 个请求，服务报告的输出 Token 数不是计数（小于 0、带小数、不是数字，或大于 100,000,000）；改以数据块计为 Token。</translation>
    </message>
</context>
<context>
    <name>summary.usage_without_reasoning</name>
    <message>
        <source>On %1 the service left reasoning out of its output tokens; it was added.</source>
        <translation>不可能属实的用量：在 %1中，服务的输出 Token 未包含推理，已将其加上。</translation>
    </message>
</context>
<context>
    <name>summary.weak_percentiles</name>
    <message>
        <source>Weak percentiles: %1 rests on %2, too few for %3.</source>
        <translation>样本太少的百分位：%1 仅基于 %2，不足以得出 %3。</translation>
    </message>
</context>
<context>
    <name>summary.weak_window</name>
    <message>
        <source>The window of %1 is shorter than three times the p95 of e2e (%2), so all its figures are weak; it takes a run of at least %3.</source>
        <translation>%1 的统计窗口不足端到端延迟 p95（%2）的三倍，其全部指标的样本太少；运行至少需要 %3。</translation>
    </message>
</context>
<context>
    <name>summary.weak_window_bounded</name>
    <message>
        <source>The window of %1 is shorter than three times the p95 of e2e, which is above %2, so all its figures are weak; it takes a run of more than %3.</source>
        <translation>%1 的统计窗口不足端到端延迟 p95 的三倍（该 p95 大于 %2），其全部指标的样本太少；运行需要超过 %3。</translation>
    </message>
</context>
<context>
    <name>target.certificate_unchecked</name>
    <message>
        <source>The certificate of the target &quot;%1&quot; is not checked (verify_tls is off), so nothing proves that it was this service that answered.</source>
        <translation>未检查目标“%1”的证书（verify_tls 已关闭），因此无法证明应答的就是该服务。</translation>
    </message>
</context>
<context>
    <name>target.header_is_one_line</name>
    <message>
        <source>The value of header &quot;%1&quot; is not one line</source>
        <translation>请求头“%1”的值不是单独一行</translation>
    </message>
</context>
<context>
    <name>target.no_header_name</name>
    <message>
        <source>&quot;%1&quot; is no header name</source>
        <translation>“%1”不是请求头名称</translation>
    </message>
</context>
<context>
    <name>target.vendor_file</name>
    <message>
        <source>In &quot;%1&quot;: %2</source>
        <translation>在“%1”中：%2</translation>
    </message>
</context>
<context>
    <name>target.vendor_file_at</name>
    <message>
        <source>In &quot;%1&quot; at %2: %3</source>
        <translation>在“%1”的 %2 处：%3</translation>
    </message>
</context>
<context>
    <name>target.vendor_hides</name>
    <message>
        <source>&quot;%1&quot; means &quot;%2&quot; here, which hides the preset of that name that comes with Weir.</source>
        <translation>“%1”在此指“%2”，它遮住了 Weir 自带的同名预设。</translation>
    </message>
</context>
<context>
    <name>target.vendor_meant</name>
    <message>
        <source>The vendor &quot;%1&quot; is unknown. Did you mean &quot;%2&quot;?</source>
        <translation>厂商“%1”未知。是指“%2”吗？</translation>
    </message>
</context>
<context>
    <name>target.vendor_unknown</name>
    <message>
        <source>The vendor &quot;%1&quot; is unknown. weir-cli vendors lists all that there are; any other is a file NAME.json.</source>
        <translation>厂商“%1”未知。weir-cli vendors 列出所有厂商；其他厂商是文件 NAME.json。</translation>
    </message>
</context>
<context>
    <name>template.at_line</name>
    <message>
        <source>template line %1</source>
        <translation>模板第 %1 行</translation>
    </message>
</context>
<context>
    <name>template.baseline</name>
    <message>
        <source>Baseline: one user</source>
        <translation>基线：1 个用户</translation>
    </message>
</context>
<context>
    <name>template.baseline_shows</name>
    <message>
        <source>One user, one request at a time: what the service does without any load.</source>
        <translation>1 个用户，每次一个请求：服务在毫无负载时的表现。</translation>
    </message>
</context>
<context>
    <name>template.body_is_list</name>
    <message>
        <source>The body is a list [ ], so nothing can be set in it or merged into it</source>
        <translation>请求体是列表 [ ]，无法在其中设置或合并任何内容</translation>
    </message>
</context>
<context>
    <name>template.body_is_no_json</name>
    <message>
        <source>The rendered body is not JSON: %1</source>
        <translation>渲染出的请求体不是 JSON：%1</translation>
    </message>
</context>
<context>
    <name>template.byte</name>
    <message>
        <source>byte %1 of the template</source>
        <translation>模板第 %1 字节</translation>
    </message>
</context>
<context>
    <name>template.byte_of_body</name>
    <message>
        <source>byte %1 of the body</source>
        <translation>请求体第 %1 字节</translation>
    </message>
</context>
<context>
    <name>template.concurrent</name>
    <message>
        <source>Concurrent: 20 users</source>
        <translation>并发：20 个用户</translation>
    </message>
</context>
<context>
    <name>template.concurrent_shows</name>
    <message>
        <source>20 users who ask again as soon as they are answered: what the service does at a constant number of open streams.</source>
        <translation>20 个用户，收到回答后立即再次提问：服务在同时打开的流数量恒定时的表现。</translation>
    </message>
</context>
<context>
    <name>template.delimiters_unsupported</name>
    <message>
        <source>Other delimiters than {{ }} are not supported</source>
        <translation>不支持 {{ }} 以外的分隔符</translation>
    </message>
</context>
<context>
    <name>template.drill</name>
    <message>
        <source>Drill: a burst beside users at work</source>
        <translation>演练：在用户工作时突发请求</translation>
    </message>
</context>
<context>
    <name>template.drill_shows</name>
    <message>
        <source>Users at work, and beside them a burst of long requests whose callers do not wait long.</source>
        <translation>用户正常工作，同时突发一批长请求，其调用者不会久等。</translation>
    </message>
</context>
<context>
    <name>template.invalid</name>
    <message>
        <source>The template is not valid: %1</source>
        <translation>模板无效：%1</translation>
    </message>
</context>
<context>
    <name>template.mixed</name>
    <message>
        <source>Mixed load: 80 % short, 20 % long</source>
        <translation>混合负载：80 % 短，20 % 长</translation>
    </message>
</context>
<context>
    <name>template.mixed_shows</name>
    <message>
        <source>Four short requests for every long one, by users who read before they ask again.</source>
        <translation>每 1 个长请求对应 4 个短请求，用户先阅读回答再提问。</translation>
    </message>
</context>
<context>
    <name>template.no_value</name>
    <message>
        <source>The template uses %1, which has no value here</source>
        <translation>模板用到了 %1，此处没有它的值</translation>
    </message>
</context>
<context>
    <name>template.no_value_advice</name>
    <message>
        <source>Add the field to the data or correct its name</source>
        <translation>请在数据中加入该字段，或更正其名称</translation>
    </message>
</context>
<context>
    <name>template.open_rate</name>
    <message>
        <source>Open rate: 5 requests a second</source>
        <translation>开环速率：每秒 5 个请求</translation>
    </message>
</context>
<context>
    <name>template.open_rate_shows</name>
    <message>
        <source>5 requests a second, whether or not answers come: what independent users get.</source>
        <translation>每秒 5 个请求，不论是否收到回答：相互独立的用户得到的体验。</translation>
    </message>
</context>
<context>
    <name>template.other_section_open</name>
    <message>
        <source>{{/%1}} stands where {{/%2}} is expected</source>
        <translation>此处应为 {{/%2}}，实际却是 {{/%1}}</translation>
    </message>
</context>
<context>
    <name>template.partials_unsupported</name>
    <message>
        <source>Partials like {{&gt;%1}} are not supported</source>
        <translation>不支持 {{&gt;%1}} 这样的局部模板</translation>
    </message>
</context>
<context>
    <name>template.place_blocked</name>
    <message>
        <source>The body has no object on the way to /%1, where the vendor has a parameter</source>
        <translation>请求体中通往 /%1 的路径上没有对象，而服务商的参数在那里</translation>
    </message>
</context>
<context>
    <name>template.quotes_advice</name>
    <message>
        <source>Put quotes around {{fields}} that are texts, and use {{{field}}} for ready JSON</source>
        <translation>请给文本类的 {{fields}} 加上引号；已是 JSON 的请用 {{{field}}}</translation>
    </message>
</context>
<context>
    <name>template.section_not_closed</name>
    <message>
        <source>The section {{#%1}} is not closed with {{/%1}}</source>
        <translation>区块 {{#%1}} 没有用 {{/%1}} 结束</translation>
    </message>
</context>
<context>
    <name>template.section_not_open</name>
    <message>
        <source>{{/%1}} closes a section that is not open</source>
        <translation>{{/%1}} 结束了一个没有打开的区块</translation>
    </message>
</context>
<context>
    <name>template.section_not_opened</name>
    <message>
        <source>The section &quot;%1&quot; is closed but not opened</source>
        <translation>区块“%1”已结束，但没有开始</translation>
    </message>
</context>
<context>
    <name>template.section_open</name>
    <message>
        <source>The section &quot;%1&quot; is not closed</source>
        <translation>区块“%1”没有结束</translation>
    </message>
</context>
<context>
    <name>template.soak</name>
    <message>
        <source>Soak: a moderate load for a day</source>
        <translation>长稳：持续一天的中等负载</translation>
    </message>
</context>
<context>
    <name>template.soak_shows</name>
    <message>
        <source>A moderate load for a day: leaks, drift and rare errors show.</source>
        <translation>持续一天的中等负载：可显现泄漏、漂移和罕见错误。</translation>
    </message>
</context>
<context>
    <name>template.spike</name>
    <message>
        <source>Spike: five times the rate for a moment</source>
        <translation>尖峰：短时五倍速率</translation>
    </message>
</context>
<context>
    <name>template.spike_shows</name>
    <message>
        <source>Five times the usual rate for a moment: how the service bends, and how it recovers.</source>
        <translation>短时达到平常速率的五倍：服务如何承压，又如何恢复。</translation>
    </message>
</context>
<context>
    <name>template.steps</name>
    <message>
        <source>Steps: 10 to 50 users</source>
        <translation>步骤：10 至 50 个用户</translation>
    </message>
</context>
<context>
    <name>template.steps_shows</name>
    <message>
        <source>10 to 50 users in five levels: where the service begins to queue. Each level has figures of its own.</source>
        <translation>10 至 50 个用户，分为五级：服务从何处开始排队。每一级都有自己的数据。</translation>
    </message>
</context>
<context>
    <name>template.tag_is_open</name>
    <message>
        <source>A tag is not closed</source>
        <translation>有一个标签没有结束</translation>
    </message>
</context>
<context>
    <name>template.tag_not_closed</name>
    <message>
        <source>The tag that starts with &quot;%1&quot; is not closed with %2</source>
        <translation>以“%1”开头的标签没有用 %2 结束</translation>
    </message>
</context>
<context>
    <name>template.tag_without_name</name>
    <message>
        <source>A tag has no name</source>
        <translation>有一个标签没有名称</translation>
    </message>
</context>
<context>
    <name>template.too_deep</name>
    <message>
        <source>Sections are nested deeper than %1</source>
        <translation>区块嵌套超过 %1 层</translation>
    </message>
</context>
<context>
    <name>template.too_much</name>
    <message>
        <source>The template makes too much of this row: over %1 MiB or %2 values</source>
        <translation>模板由这一行生成的内容过多：超过 %1 MiB 或 %2 个值</translation>
    </message>
</context>
<context>
    <name>template.too_much_advice</name>
    <message>
        <source>Nest fewer sections over lists</source>
        <translation>请减少遍历列表的区块的嵌套</translation>
    </message>
</context>
<context>
    <name>template.unnamed_tag</name>
    <message>
        <source>A tag without a name</source>
        <translation>标签没有名称</translation>
    </message>
</context>
<context>
    <name>template.unsupported_tag</name>
    <message>
        <source>Partials and changed delimiters are not supported</source>
        <translation>不支持局部模板和更改分隔符</translation>
    </message>
</context>
<context>
    <name>text.half_character</name>
    <message>
        <source>The UTF-16 text has half a character</source>
        <translation>UTF-16 文本中有半个字符</translation>
    </message>
</context>
<context>
    <name>text.other_file</name>
    <message>
        <source>This is no text but another kind of file: %1</source>
        <translation>这不是文本，而是另一种文件：%1</translation>
    </message>
</context>
<context>
    <name>text.save_as_utf8</name>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>请另存为 UTF-8。</translation>
    </message>
</context>
<context>
    <name>text.unpack_or_export</name>
    <message>
        <source>Unpack it, or save it as JSON lines or CSV; gzip and Zstandard are read as they are.</source>
        <translation>请解压，或另存为 JSON 行或 CSV；gzip 和 Zstandard 可直接读取。</translation>
    </message>
</context>
<context>
    <name>text.utf32</name>
    <message>
        <source>The file is UTF-32</source>
        <translation>该文件是 UTF-32</translation>
    </message>
</context>
<context>
    <name>text.zero_byte</name>
    <message>
        <source>There is a zero byte, as in UTF-16 without a byte order mark</source>
        <translation>其中有零字节，像是没有字节顺序标记的 UTF-16</translation>
    </message>
</context>
<context>
    <name>threshold.a_second</name>
    <message>
        <source>%1 a second</source>
        <translation>每秒 %1</translation>
    </message>
</context>
<context>
    <name>threshold.above</name>
    <message>
        <source>above %1</source>
        <translation>高于 %1</translation>
    </message>
</context>
<context>
    <name>threshold.always_holds</name>
    <message>
        <source>Shares go from 0 to 1, so this holds whatever happens.</source>
        <translation>比例的范围是 0 到 1，因此此阈值无论如何都满足。</translation>
    </message>
</context>
<context>
    <name>threshold.brace_missing</name>
    <message>
        <source>The closing brace is missing</source>
        <translation>缺少右花括号</translation>
    </message>
</context>
<context>
    <name>threshold.broken</name>
    <message>
        <source>Threshold &quot;%1&quot; did not hold: the value is %2.</source>
        <translation>阈值“%1”未满足，实际值：%2。</translation>
    </message>
</context>
<context>
    <name>threshold.broken_no_sample</name>
    <message>
        <source>Threshold &quot;%1&quot; did not hold: there was no sample.</source>
        <translation>阈值“%1”未满足：没有样本。</translation>
    </message>
</context>
<context>
    <name>threshold.bytes_received</name>
    <message>
        <source>The amount of data received</source>
        <translation>接收的数据量</translation>
    </message>
</context>
<context>
    <name>threshold.colon_missing</name>
    <message>
        <source>The colon after the filter is missing</source>
        <translation>筛选条件后缺少冒号</translation>
    </message>
</context>
<context>
    <name>threshold.comparison_missing</name>
    <message>
        <source>A comparison is missing</source>
        <translation>缺少比较运算符</translation>
    </message>
</context>
<context>
    <name>threshold.completions_per_second</name>
    <message>
        <source>The rate of completions in the window</source>
        <translation>窗口内完成请求的速率</translation>
    </message>
</context>
<context>
    <name>threshold.count_of</name>
    <message>
        <source>The number of samples of the %1</source>
        <translation>%1的样本数</translation>
    </message>
</context>
<context>
    <name>threshold.empty</name>
    <message>
        <source>The threshold is empty; write one like &quot;ttft p(99) &lt; 500ms&quot;.</source>
        <translation>阈值为空；请写成“ttft p(99) &lt; 500ms”这样的形式。</translation>
    </message>
</context>
<context>
    <name>threshold.error_rate</name>
    <message>
        <source>The share of failed requests</source>
        <translation>失败请求的占比</translation>
    </message>
</context>
<context>
    <name>threshold.expected_comparison</name>
    <message>
        <source>Expected is one of &lt; &lt;= &gt; &gt;= == !=.</source>
        <translation>此处应为 &lt; &lt;= &gt; &gt;= == != 之一。</translation>
    </message>
</context>
<context>
    <name>threshold.expected_filter</name>
    <message>
        <source>Expected is {request:NAME}, {target:NAME} or both with a comma, or {group:NAME}, {turn:NUMBER} or {level:NUMBER} alone; quotes around names with odd marks.</source>
        <translation>应为 {request:NAME}、{target:NAME} 或用逗号分开的两者，或单独的 {group:NAME}、{turn:NUMBER} 或 {level:NUMBER}；名称含特殊符号时加引号。</translation>
    </message>
</context>
<context>
    <name>threshold.expected_metric</name>
    <message>
        <source>Expected is a metric such as ttft, itl, e2e, error_rate or requests_per_second.</source>
        <translation>此处应为指标，例如 ttft、itl、e2e、error_rate 或 requests_per_second。</translation>
    </message>
</context>
<context>
    <name>threshold.expected_number</name>
    <message>
        <source>Expected is a number from 0 on, without a unit.</source>
        <translation>此处应为不小于 0 的数，不带单位。</translation>
    </message>
</context>
<context>
    <name>threshold.expected_percentile</name>
    <message>
        <source>Expected is a percentile above 0 and up to 100, like p(99) or p(99.9).</source>
        <translation>此处应为大于 0 且不超过 100 的百分位，例如 p(99) 或 p(99.9)。</translation>
    </message>
</context>
<context>
    <name>threshold.expected_share</name>
    <message>
        <source>Expected is a share from 0 to 1, or per cent like 0.5%.</source>
        <translation>此处应为 0 至 1 的占比，或 0.5% 这样的百分数。</translation>
    </message>
</context>
<context>
    <name>threshold.expected_something</name>
    <message>
        <source>Expected is something like: ttft p(99) &lt; 500ms.</source>
        <translation>此处应为这样的内容：ttft p(99) &lt; 500ms。</translation>
    </message>
</context>
<context>
    <name>threshold.expected_statistic</name>
    <message>
        <source>Expected is one of p(N), med, mean, avg, min, max, count.</source>
        <translation>此处应为 p(N)、med、mean、avg、min、max、count 之一。</translation>
    </message>
</context>
<context>
    <name>threshold.expected_time</name>
    <message>
        <source>Expected is a time with its unit, like 500ms or 1.5s.</source>
        <translation>此处应为带单位的时间，例如 500ms 或 1.5s。</translation>
    </message>
</context>
<context>
    <name>threshold.filter_missing</name>
    <message>
        <source>The filter is missing</source>
        <translation>缺少筛选条件</translation>
    </message>
</context>
<context>
    <name>threshold.filter_not_alone</name>
    <message>
        <source>A group, a turn or a level stands alone</source>
        <translation>组、轮次或级别只能单独出现</translation>
    </message>
</context>
<context>
    <name>threshold.filter_twice</name>
    <message>
        <source>&quot;%1&quot; stands twice</source>
        <translation>“%1”出现了两次</translation>
    </message>
</context>
<context>
    <name>threshold.goodput_above_all</name>
    <message>
        <source>No share is above 100 %, so this never holds. Did you mean &quot;goodput_share &gt;= 100%&quot;?</source>
        <translation>没有比例会高于 100 %，因此这永不成立。是否想写“goodput_share &gt;= 100%”？</translation>
    </message>
</context>
<context>
    <name>threshold.goodput_needs_a_floor</name>
    <message>
        <source>This holds however few requests are good. A goal for goodput is a least share, like &quot;goodput_share &gt;= 95%&quot;.</source>
        <translation>无论合格的请求多么少，这都成立。有效吞吐量的目标应是最低比例，例如“goodput_share &gt;= 95%”。</translation>
    </message>
</context>
<context>
    <name>threshold.goodput_per_second</name>
    <message>
        <source>The rate of requests that meet every SLO</source>
        <translation>满足全部 SLO 的请求的速率</translation>
    </message>
</context>
<context>
    <name>threshold.goodput_share</name>
    <message>
        <source>The share of requests that meet every SLO</source>
        <translation>满足全部 SLO 的请求的占比</translation>
    </message>
</context>
<context>
    <name>threshold.holds_below_all</name>
    <message>
        <source>This holds for any share below 100 %, so it says next to nothing.</source>
        <translation>任何低于 100 % 的比例都满足此阈值，因此它几乎没有意义。</translation>
    </message>
</context>
<context>
    <name>threshold.holds_below_one</name>
    <message>
        <source>Shares go from 0 to 1, so this holds for any share below 100 %. Did you mean &quot;%1&quot;?</source>
        <translation>比例的范围是 0 到 1，因此任何低于 100 % 的比例都满足此阈值。是否想写“%1”？</translation>
    </message>
</context>
<context>
    <name>threshold.levels_are_held</name>
    <message>
        <source>A level is what the load holds for at least %1 s.</source>
        <translation>级别是负载保持至少 %1 秒的一段。</translation>
    </message>
</context>
<context>
    <name>threshold.max_of</name>
    <message>
        <source>The largest value of the %1</source>
        <translation>%1的最大值</translation>
    </message>
</context>
<context>
    <name>threshold.mean_of</name>
    <message>
        <source>The mean of the %1</source>
        <translation>%1的均值</translation>
    </message>
</context>
<context>
    <name>threshold.meant_name</name>
    <message>
        <source>%1 Did you mean &quot;%2&quot;?</source>
        <translation>%1是否想写“%2”？</translation>
    </message>
</context>
<context>
    <name>threshold.metric_missing</name>
    <message>
        <source>A threshold begins with the name of a metric</source>
        <translation>阈值须以指标名称开头</translation>
    </message>
</context>
<context>
    <name>threshold.min_of</name>
    <message>
        <source>The smallest value of the %1</source>
        <translation>%1的最小值</translation>
    </message>
</context>
<context>
    <name>threshold.must_be_above</name>
    <message>
        <source>%1 must be above %2.</source>
        <translation>%1必须高于 %2。</translation>
    </message>
</context>
<context>
    <name>threshold.must_be_at_least</name>
    <message>
        <source>%1 must be at least %2.</source>
        <translation>%1不得低于 %2。</translation>
    </message>
</context>
<context>
    <name>threshold.must_be_at_most</name>
    <message>
        <source>%1 must be at most %2.</source>
        <translation>%1不得高于 %2。</translation>
    </message>
</context>
<context>
    <name>threshold.must_be_below</name>
    <message>
        <source>%1 must be below %2.</source>
        <translation>%1必须低于 %2。</translation>
    </message>
</context>
<context>
    <name>threshold.must_be_exactly</name>
    <message>
        <source>%1 must be exactly %2.</source>
        <translation>%1必须等于 %2。</translation>
    </message>
</context>
<context>
    <name>threshold.must_not_be</name>
    <message>
        <source>%1 must be anything but %2.</source>
        <translation>%1不得等于 %2。</translation>
    </message>
</context>
<context>
    <name>threshold.name_missing</name>
    <message>
        <source>The name is missing</source>
        <translation>缺少名称</translation>
    </message>
</context>
<context>
    <name>threshold.never_holds</name>
    <message>
        <source>Shares go from 0 to 1, so this never holds.</source>
        <translation>比例的范围是 0 到 1，因此此阈值永远不会满足。</translation>
    </message>
</context>
<context>
    <name>threshold.never_holds_above_one</name>
    <message>
        <source>Shares go from 0 to 1, so this never holds. Did you mean &quot;%1&quot;?</source>
        <translation>比例的范围是 0 到 1，因此此阈值永远不会满足。是否想写“%1”？</translation>
    </message>
</context>
<context>
    <name>threshold.no_filter</name>
    <message>
        <source>This metric is kept for the whole run only</source>
        <translation>该指标只按整个运行统计</translation>
    </message>
</context>
<context>
    <name>threshold.no_levels</name>
    <message>
        <source>The load has no steps, so there is no level %1.</source>
        <translation>负载没有步骤，因此没有级别 %1。</translation>
    </message>
</context>
<context>
    <name>threshold.no_sample</name>
    <message>
        <source>no sample</source>
        <translation>没有样本</translation>
    </message>
</context>
<context>
    <name>threshold.no_such_group</name>
    <message>
        <source>There is no load group &quot;%1&quot;.</source>
        <translation>没有负载组“%1”。</translation>
    </message>
</context>
<context>
    <name>threshold.no_such_level</name>
    <message>
        <source>The threshold names level %1, and the load has %2</source>
        <translation>阈值指定了级别 %1，而负载有 %2 个级别</translation>
    </message>
</context>
<context>
    <name>threshold.no_such_request</name>
    <message>
        <source>There is no request &quot;%1&quot;.</source>
        <translation>没有请求“%1”。</translation>
    </message>
</context>
<context>
    <name>threshold.no_such_target</name>
    <message>
        <source>There is no target &quot;%1&quot;.</source>
        <translation>没有目标“%1”。</translation>
    </message>
</context>
<context>
    <name>threshold.no_such_turn</name>
    <message>
        <source>No conversation has a turn %1; the longest has %2.</source>
        <translation>没有对话有第 %1 轮；最长的有 %2 轮。</translation>
    </message>
</context>
<context>
    <name>threshold.no_turns</name>
    <message>
        <source>No request is a conversation, so there is no turn %1.</source>
        <translation>没有请求是对话，所以没有第 %1 轮。</translation>
    </message>
</context>
<context>
    <name>threshold.not_a_filter</name>
    <message>
        <source>&quot;%1&quot; is not a filter</source>
        <translation>“%1”不是筛选条件</translation>
    </message>
</context>
<context>
    <name>threshold.not_a_level</name>
    <message>
        <source>&quot;%1&quot; is not the number of a level, from 1</source>
        <translation>“%1”不是级别的编号（从 1 开始）</translation>
    </message>
</context>
<context>
    <name>threshold.not_a_metric</name>
    <message>
        <source>&quot;%1&quot; is not a metric</source>
        <translation>“%1”不是指标</translation>
    </message>
</context>
<context>
    <name>threshold.not_a_percentile</name>
    <message>
        <source>&quot;%1&quot; is not a percentile</source>
        <translation>“%1”不是百分位</translation>
    </message>
</context>
<context>
    <name>threshold.not_a_statistic</name>
    <message>
        <source>&quot;%1&quot; is not a statistic</source>
        <translation>“%1”不是统计量</translation>
    </message>
</context>
<context>
    <name>threshold.not_a_turn</name>
    <message>
        <source>&quot;%1&quot; is not the number of a turn, from 1</source>
        <translation>“%1”不是轮次的编号（从 1 起）</translation>
    </message>
</context>
<context>
    <name>threshold.not_a_value</name>
    <message>
        <source>&quot;%1&quot; is not a value for this metric</source>
        <translation>“%1”不是此指标可用的值</translation>
    </message>
</context>
<context>
    <name>threshold.of_group</name>
    <message>
        <source>%1 (group &quot;%2&quot;)</source>
        <translation>%1（负载组“%2”）</translation>
    </message>
</context>
<context>
    <name>threshold.of_level</name>
    <message>
        <source>%1 (level %2)</source>
        <translation>%1（级别 %2）</translation>
    </message>
</context>
<context>
    <name>threshold.of_request</name>
    <message>
        <source>%1 (request &quot;%2&quot;)</source>
        <translation>%1（请求“%2”）</translation>
    </message>
</context>
<context>
    <name>threshold.of_turn</name>
    <message>
        <source>%1 (turn %2)</source>
        <translation>%1（第 %2 轮）</translation>
    </message>
</context>
<context>
    <name>threshold.other_target</name>
    <message>
        <source>The request &quot;%1&quot; never goes to the target &quot;%2&quot;.</source>
        <translation>请求“%1”从不发往目标“%2”。</translation>
    </message>
</context>
<context>
    <name>threshold.parenthesis_missing</name>
    <message>
        <source>The closing parenthesis is missing</source>
        <translation>缺少右括号</translation>
    </message>
</context>
<context>
    <name>threshold.percentile_missing</name>
    <message>
        <source>The percentile&apos;s number is missing</source>
        <translation>缺少百分位的数值</translation>
    </message>
</context>
<context>
    <name>threshold.percentile_of</name>
    <message>
        <source>Percentile %1 of the %2</source>
        <translation>%2的第 %1 百分位</translation>
    </message>
</context>
<context>
    <name>threshold.place</name>
    <message>
        <source>threshold &quot;%1&quot;, byte %2</source>
        <translation>阈值“%1”，第 %2 字节</translation>
    </message>
</context>
<context>
    <name>threshold.quote_missing</name>
    <message>
        <source>The closing quote is missing</source>
        <translation>缺少右引号</translation>
    </message>
</context>
<context>
    <name>threshold.requests_per_second</name>
    <message>
        <source>The rate of successful requests</source>
        <translation>成功请求的速率</translation>
    </message>
</context>
<context>
    <name>threshold.single_number</name>
    <message>
        <source>&quot;%1&quot; can&apos;t stand here: the metric is a single number</source>
        <translation>此处不能写“%1”：该指标只是单个数值</translation>
    </message>
</context>
<context>
    <name>threshold.stalls</name>
    <message>
        <source>The number of gaps longer than the stall limit</source>
        <translation>超过停顿上限的间隔数</translation>
    </message>
</context>
<context>
    <name>threshold.statistic_missing</name>
    <message>
        <source>The statistic is missing</source>
        <translation>缺少统计量</translation>
    </message>
</context>
<context>
    <name>threshold.to_target</name>
    <message>
        <source>%1 (target &quot;%2&quot;)</source>
        <translation>%1（目标“%2”）</translation>
    </message>
</context>
<context>
    <name>threshold.tokens</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个 Token</translation>
    </message>
</context>
<context>
    <name>threshold.tokens_per_second</name>
    <message>
        <source>The rate of output tokens</source>
        <translation>输出 Token 的速率</translation>
    </message>
</context>
<context>
    <name>threshold.too_long</name>
    <message>
        <source>The threshold is longer than %1 characters</source>
        <translation>阈值长于 %1 个字符</translation>
    </message>
</context>
<context>
    <name>tls.alerted</name>
    <message>
        <source>%1 ended the TLS session (TLS alert: %2).</source>
        <translation>%1 结束了 TLS 会话（TLS 警报：%2）。</translation>
    </message>
</context>
<context>
    <name>tls.ask_for_root</name>
    <message>
        <source>Ask who runs the service for it, and name its file as the target&apos;s CA.</source>
        <translation>请向服务的运营者索取该证书，并将其文件设为目标的 CA。</translation>
    </message>
</context>
<context>
    <name>tls.broken_off</name>
    <message>
        <source>%1 closed the connection in the middle of the TLS handshake and did not say why.</source>
        <translation>%1 在 TLS 握手途中关闭了连接，且没有说明原因。</translation>
    </message>
</context>
<context>
    <name>tls.certificate_early</name>
    <message>
        <source>The certificate &quot;%1&quot; holds from %2 on.</source>
        <translation>证书“%1”自 %2 起生效。</translation>
    </message>
</context>
<context>
    <name>tls.certificate_expired</name>
    <message>
        <source>The certificate &quot;%1&quot; expired at %2.</source>
        <translation>证书“%1”已于 %2 过期。</translation>
    </message>
</context>
<context>
    <name>tls.certificate_refused</name>
    <message>
        <source>%1 refuses the client certificate (TLS alert: %2).</source>
        <translation>%1 拒绝了客户端证书（TLS 警报：%2）。</translation>
    </message>
</context>
<context>
    <name>tls.certificate_wanted</name>
    <message>
        <source>%1 wants a client certificate, and none was shown (TLS alert: %2).</source>
        <translation>%1 要求客户端证书，但没有出示（TLS 警报：%2）。</translation>
    </message>
</context>
<context>
    <name>tls.expired</name>
    <message>
        <source>The certificate of %1 has expired.</source>
        <translation>%1 的证书已过期。</translation>
    </message>
</context>
<context>
    <name>tls.file_unreadable</name>
    <message>
        <source>The file %1 can&apos;t be read: %2.</source>
        <translation>无法读取文件 %1：%2。</translation>
    </message>
</context>
<context>
    <name>tls.folder_without_certificate</name>
    <message>
        <source>No file in the folder %1 holds a certificate in PEM form.</source>
        <translation>文件夹 %1 中没有任何文件含有 PEM 格式的证书。</translation>
    </message>
</context>
<context>
    <name>tls.handshake_refused</name>
    <message>
        <source>%1 refuses the handshake and does not say why (TLS alert: %2): it wants a client certificate or another one, or no version or cipher of TLS is common to both.</source>
        <translation>%1 拒绝握手且未说明原因（TLS 警报：%2）：它要求客户端证书或另一份证书，或者双方没有共同的 TLS 版本或加密套件。</translation>
    </message>
</context>
<context>
    <name>tls.key_kind</name>
    <message>
        <source>The private key is neither RSA nor EC, and others can&apos;t be used.</source>
        <translation>私钥既不是 RSA 也不是 EC，其他类型无法使用。</translation>
    </message>
</context>
<context>
    <name>tls.key_needed</name>
    <message>
        <source>The certificate needs its private key. Name the key&apos;s file, or a reference to it.</source>
        <translation>证书需要其私钥。请指明密钥文件，或其引用。</translation>
    </message>
</context>
<context>
    <name>tls.key_of_another</name>
    <message>
        <source>The private key does not belong to the certificate. The first certificate of the file is the one that it has to fit.</source>
        <translation>私钥与证书不匹配。须与文件中的第一份证书匹配。</translation>
    </message>
</context>
<context>
    <name>tls.no_certificate</name>
    <message>
        <source>The file %1 holds no certificate in PEM form. One in DER form becomes PEM by openssl x509 -inform der -in FILE -out FILE.pem, one of a .p12 or .pfx file by openssl pkcs12 -in FILE -nodes -out FILE.pem.</source>
        <translation>文件 %1 中没有 PEM 格式的证书。DER 格式可用 openssl x509 -inform der -in FILE -out FILE.pem 转换为 PEM；扩展名为 .p12 或 .pfx 的文件，其中的可用 openssl pkcs12 -in FILE -nodes -out FILE.pem 转换。</translation>
    </message>
</context>
<context>
    <name>tls.no_certificate_seen</name>
    <message>
        <source>The certificate of %1 could not be looked at: %2</source>
        <translation>无法查看 %1 的证书：%2</translation>
    </message>
</context>
<context>
    <name>tls.no_certificates_there</name>
    <message>
        <source>The environment variable SSL_CERT_DIR names %1, where no certificate in PEM form is.</source>
        <translation>环境变量 SSL_CERT_DIR 指向 %1，那里没有 PEM 格式的证书。</translation>
    </message>
</context>
<context>
    <name>tls.no_common_cipher</name>
    <message>
        <source>%1 and this machine have no cipher or signature of TLS in common (%2).</source>
        <translation>%1 与本机没有共同的 TLS 加密套件或签名算法（%2）。</translation>
    </message>
</context>
<context>
    <name>tls.no_common_version</name>
    <message>
        <source>%1 and this machine have no version of TLS in common (%2).</source>
        <translation>%1 与本机没有共同的 TLS 版本（%2）。</translation>
    </message>
</context>
<context>
    <name>tls.no_key</name>
    <message>
        <source>There is no private key in PEM form. A key of another form becomes one by openssl pkey -in KEY -out KEY.pem, one of a .p12 or .pfx file by openssl pkcs12 -in FILE -nodes -out FILE.pem.</source>
        <translation>没有 PEM 格式的私钥。其他格式的密钥可用 openssl pkey -in KEY -out KEY.pem 转换；扩展名为 .p12 或 .pfx 的文件，其中的可用 openssl pkcs12 -in FILE -nodes -out FILE.pem 转换。</translation>
    </message>
</context>
<context>
    <name>tls.no_root</name>
    <message>
        <source>The certificate of %1 was followed up to &quot;%2&quot;, but the certificate of &quot;%3&quot;, which signed that, is not among those that are trusted here.</source>
        <translation>%1 的证书可追溯到“%2”，但签发该证书的“%3”的证书不在此处信任的证书之中。</translation>
    </message>
</context>
<context>
    <name>tls.no_root_among</name>
    <message>
        <source>No certificate in %1 is a root, which signs itself, so a service whose chain ends there is refused. Put the certificates above &quot;%2&quot;, up to the root, beside it.</source>
        <translation>%1 中没有任何根证书（即自签名的证书），因此证书链止于该处的服务会被拒绝。请把“%2”之上直到根证书的各级证书一并放入。</translation>
    </message>
</context>
<context>
    <name>tls.no_tls</name>
    <message>
        <source>What %1 answers is no TLS (%2).</source>
        <translation>%1 的回应不是 TLS（%2）。</translation>
    </message>
</context>
<context>
    <name>tls.not_yet_valid</name>
    <message>
        <source>The certificate of %1 is not valid yet.</source>
        <translation>%1 的证书尚未生效。</translation>
    </message>
</context>
<context>
    <name>tls.of_variable</name>
    <message>
        <source>The environment variable %1 says what is trusted. %2</source>
        <translation>环境变量 %1 决定信任哪些证书。%2</translation>
    </message>
</context>
<context>
    <name>tls.password_needed</name>
    <message>
        <source>The private key is locked with a password. Name that by a reference (env:NAME, file:PATH or keychain:NAME).</source>
        <translation>私钥已用密码锁定。请用引用（env:NAME、file:PATH 或 keychain:NAME）指明密码。</translation>
    </message>
</context>
<context>
    <name>tls.password_wrong</name>
    <message>
        <source>The password does not unlock the private key.</source>
        <translation>该密码无法解锁私钥。</translation>
    </message>
</context>
<context>
    <name>tls.revoked</name>
    <message>
        <source>The certificate of %1 was revoked.</source>
        <translation>%1 的证书已被吊销。</translation>
    </message>
</context>
<context>
    <name>tls.root_not_shown</name>
    <message>
        <source>%1 does not show the certificate of its CA, &quot;%2&quot;</source>
        <translation>%1 没有出示其 CA“%2”的证书</translation>
    </message>
</context>
<context>
    <name>tls.self_signed</name>
    <message>
        <source>The certificate of %1 is self-signed and not trusted here.</source>
        <translation>%1 的证书是自签名的，此处不信任。</translation>
    </message>
</context>
<context>
    <name>tls.unknown_ca</name>
    <message>
        <source>The certificate of %1 is signed by a CA that is not trusted here.</source>
        <translation>%1 的证书由此处不信任的 CA 签发。</translation>
    </message>
</context>
<context>
    <name>tls.unknown_issuer</name>
    <message>
        <source>The certificate of %1 is signed by &quot;%2&quot;, which is not trusted here, and the service did not send the certificate of that.</source>
        <translation>%1 的证书由“%2”签发，此处不信任该签发者，而服务也没有发送它的证书。</translation>
    </message>
</context>
<context>
    <name>tls.unsuitable</name>
    <message>
        <source>The certificate of %1 is not meant for servers, or too weak.</source>
        <translation>%1 的证书不适用于服务器，或强度太弱。</translation>
    </message>
</context>
<context>
    <name>tls.wrong_host</name>
    <message>
        <source>The certificate is not for the host %1, which was asked for.</source>
        <translation>证书不适用于所请求的主机 %1。</translation>
    </message>
</context>
<context>
    <name>tokenizer.advice_complete</name>
    <message>
        <source>Fetch the file again: it is not as it was published.</source>
        <translation>请重新获取该文件：它与发布时不一致。</translation>
    </message>
</context>
<context>
    <name>tokenizer.advice_fetch</name>
    <message>
        <source>Fetch the file itself, with git lfs pull.</source>
        <translation>请用 git lfs pull 获取文件本身。</translation>
    </message>
</context>
<context>
    <name>tokenizer.advice_json</name>
    <message>
        <source>Name the model&apos;s tokenizer.json.</source>
        <translation>请指定该模型的 tokenizer.json。</translation>
    </message>
</context>
<context>
    <name>tokenizer.advice_no_dropout</name>
    <message>
        <source>Set it to null, as a server has it.</source>
        <translation>请设为 null，与服务端一致。</translation>
    </message>
</context>
<context>
    <name>tokenizer.advice_other_model</name>
    <message>
        <source>Use the tokenizer of the model that is served.</source>
        <translation>请使用所服务模型的分词器。</translation>
    </message>
</context>
<context>
    <name>tokenizer.advice_pattern</name>
    <message>
        <source>Name it cl100k_base.tiktoken or another of the known names, or write a JSON file with &quot;ranks&quot; and &quot;pattern&quot; beside it.</source>
        <translation>请将其命名为 cl100k_base.tiktoken 或其他已知名称，或在旁边写一个含有 &quot;ranks&quot; 和 &quot;pattern&quot; 的 JSON 文件。</translation>
    </message>
</context>
<context>
    <name>tokenizer.advice_report</name>
    <message>
        <source>Use another tokenizer of the same model, if there is one.</source>
        <translation>如有，请使用同一模型的另一个分词器。</translation>
    </message>
</context>
<context>
    <name>tokenizer.behavior_unknown</name>
    <message>
        <source>&quot;%1&quot; is no way to split that Weir knows</source>
        <translation>“%1”不是 Weir 所知的切分方式</translation>
    </message>
</context>
<context>
    <name>tokenizer.byte_missing</name>
    <message>
        <source>The file has no token for the byte %1</source>
        <translation>文件中没有字节 %1 的 Token</translation>
    </message>
</context>
<context>
    <name>tokenizer.charsmap_invalid</name>
    <message>
        <source>The compiled rules of normalization are not those of SentencePiece</source>
        <translation>编译后的规范化规则不是 SentencePiece 的格式</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_array</name>
    <message>
        <source>A list is expected</source>
        <translation>此处应为列表</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_boolean</name>
    <message>
        <source>true or false is expected</source>
        <translation>此处应为 true 或 false</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_marker</name>
    <message>
        <source>A token and its number are expected</source>
        <translation>此处应为一个 Token 及其编号</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_number</name>
    <message>
        <source>A number is expected</source>
        <translation>此处应为数字</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_object</name>
    <message>
        <source>An object is expected</source>
        <translation>此处应为对象</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_pair</name>
    <message>
        <source>Two tokens that are merged are expected</source>
        <translation>此处应为被合并的两个 Token</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_pattern</name>
    <message>
        <source>A &quot;String&quot; or a &quot;Regex&quot; is expected</source>
        <translation>此处应为 &quot;String&quot; 或 &quot;Regex&quot;</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_score</name>
    <message>
        <source>A token and its score are expected</source>
        <translation>此处应为一个 Token 及其分数</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_text</name>
    <message>
        <source>A text is expected</source>
        <translation>此处应为文本</translation>
    </message>
</context>
<context>
    <name>tokenizer.expects_whole</name>
    <message>
        <source>A whole number below %1 is expected</source>
        <translation>此处应为小于 %1 的整数</translation>
    </message>
</context>
<context>
    <name>tokenizer.file_large</name>
    <message>
        <source>The file has more than %1 MiB, no tokenizer has</source>
        <translation>文件超过 %1 MiB，没有分词器这么大</translation>
    </message>
</context>
<context>
    <name>tokenizer.is_pointer</name>
    <message>
        <source>It is Git LFS&apos;s pointer to the file, not the file</source>
        <translation>这是 Git LFS 指向该文件的指针，不是文件本身</translation>
    </message>
</context>
<context>
    <name>tokenizer.is_sentencepiece</name>
    <message>
        <source>It is a SentencePiece model</source>
        <translation>这是 SentencePiece 模型</translation>
    </message>
</context>
<context>
    <name>tokenizer.json_unreadable</name>
    <message>
        <source>The file is no JSON that can be read</source>
        <translation>文件不是可读取的 JSON</translation>
    </message>
</context>
<context>
    <name>tokenizer.line</name>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
</context>
<context>
    <name>tokenizer.line_doubled</name>
    <message>
        <source>The token or its rank stands there twice</source>
        <translation>该 Token 或其序号出现了两次</translation>
    </message>
</context>
<context>
    <name>tokenizer.line_invalid</name>
    <message>
        <source>It is no tiktoken file: a token in Base64 and its rank were expected</source>
        <translation>这不是 tiktoken 文件：此处应为 Base64 编码的 Token 及其序号</translation>
    </message>
</context>
<context>
    <name>tokenizer.line_too_large</name>
    <message>
        <source>The token or its rank is larger than any known</source>
        <translation>该 Token 或其序号比任何已知的都大</translation>
    </message>
</context>
<context>
    <name>tokenizer.model_unknown</name>
    <message>
        <source>Weir doesn&apos;t know the model &quot;%1&quot;</source>
        <translation>Weir 不认识模型“%1”</translation>
    </message>
</context>
<context>
    <name>tokenizer.no_json</name>
    <message>
        <source>The file is no JSON, at byte %1: %2</source>
        <translation>文件不是 JSON，在第 %1 字节：%2</translation>
    </message>
</context>
<context>
    <name>tokenizer.no_model</name>
    <message>
        <source>The file has no &quot;model&quot;, so it is no tokenizer.json</source>
        <translation>文件中没有 &quot;model&quot;，因此不是 tokenizer.json</translation>
    </message>
</context>
<context>
    <name>tokenizer.no_token</name>
    <message>
        <source>The tokenizer has no token for &quot;%1&quot; and none for what is unknown</source>
        <translation>分词器没有表示“%1”的 Token，也没有表示未知内容的 Token</translation>
    </message>
</context>
<context>
    <name>tokenizer.pattern_explodes</name>
    <message>
        <source>The tokenizer&apos;s expression takes too long to split this text</source>
        <translation>分词器的表达式切分此文本耗时过长</translation>
    </message>
</context>
<context>
    <name>tokenizer.pattern_foreign</name>
    <message>
        <source>The expression holds &quot;%1&quot;, which Weir can&apos;t read as its author meant it</source>
        <translation>表达式含有“%1”，Weir 无法按其作者的本意读取</translation>
    </message>
</context>
<context>
    <name>tokenizer.pattern_invalid</name>
    <message>
        <source>The regular expression can&apos;t be read at byte %1: %2</source>
        <translation>正则表达式在第 %1 字节无法读取：%2</translation>
    </message>
</context>
<context>
    <name>tokenizer.pattern_long</name>
    <message>
        <source>The regular expression has %1 bytes, more than any tokenizer needs</source>
        <translation>正则表达式有 %1 字节，没有分词器需要这么长</translation>
    </message>
</context>
<context>
    <name>tokenizer.pattern_unknown</name>
    <message>
        <source>A tiktoken file doesn&apos;t tell how a text is split, and the name &quot;%1&quot; doesn&apos;t either</source>
        <translation>tiktoken 文件不说明如何切分文本，名称“%1”也没有说明</translation>
    </message>
</context>
<context>
    <name>tokenizer.random</name>
    <message>
        <source>The tokenizer leaves merges out by chance, so a text has no one count</source>
        <translation>该分词器随机略去合并，因此同一文本没有唯一的计数</translation>
    </message>
</context>
<context>
    <name>tokenizer.step_unknown</name>
    <message>
        <source>Weir doesn&apos;t know the step &quot;%1&quot;</source>
        <translation>Weir 不认识步骤“%1”</translation>
    </message>
</context>
<context>
    <name>tokenizer.steps_deep</name>
    <message>
        <source>Lists of steps stand in each other more than %1 deep</source>
        <translation>步骤列表相互嵌套超过 %1 层</translation>
    </message>
</context>
<context>
    <name>tokenizer.text_long</name>
    <message>
        <source>The text has %1 bytes; %2 are the most that are counted</source>
        <translation>文本有 %1 字节；最多计数 %2 字节</translation>
    </message>
</context>
<context>
    <name>tokenizer.token_missing</name>
    <message>
        <source>&quot;%1&quot; is not in the vocabulary</source>
        <translation>“%1”不在词表中</translation>
    </message>
</context>
<context>
    <name>tokenizer.too_much</name>
    <message>
        <source>There is more of it than in any known tokenizer</source>
        <translation>数量超过任何已知的分词器</translation>
    </message>
</context>
<context>
    <name>tokens.answer_is_no_text</name>
    <message>
        <source>The answer is longer than a tokenizer gets, or parts of it are no text, so its chunks are counted.</source>
        <translation>回答超过分词器可接收的长度，或其中部分不是文本，因此按其数据块计数。</translation>
    </message>
</context>
<context>
    <name>tokens.gave_up</name>
    <message>
        <source>The tokenizer gave up on a text: %1.</source>
        <translation>分词器无法处理某段文本：%1。</translation>
    </message>
</context>
<context>
    <name>tokens.no_room</name>
    <message>
        <source>More text waited for the tokenizer than Weir keeps, so this answer&apos;s chunks are counted.</source>
        <translation>等待分词器的文本超过 Weir 保留的数量，因此按此回答的数据块计数。</translation>
    </message>
</context>
<context>
    <name>trace.backwards</name>
    <message>
        <source>The times run backwards</source>
        <translation>时间先后倒置</translation>
    </message>
</context>
<context>
    <name>trace.check_unit</name>
    <message>
        <source>Check the unit of the times, and whether this row is damaged.</source>
        <translation>请检查时间的单位，以及该行是否已损坏。</translation>
    </message>
</context>
<context>
    <name>trace.columns</name>
    <message>
        <source>The columns are: %1.</source>
        <translation>现有的列：%1。</translation>
    </message>
</context>
<context>
    <name>trace.empty</name>
    <message>
        <source>The trace is empty</source>
        <translation>轨迹为空</translation>
    </message>
</context>
<context>
    <name>trace.look_at_stretch</name>
    <message>
        <source>Look at where the stretch begins and how long it is.</source>
        <translation>请检查所选时段的起点和时长。</translation>
    </message>
</context>
<context>
    <name>trace.name_time_column</name>
    <message>
        <source>Name the column that holds the time of each request, or see that the file is JSON lines, or CSV with a line of names.</source>
        <translation>请指明存放每个请求时间的列，或确认文件是 JSON Lines，或是首行为列名的 CSV。</translation>
    </message>
</context>
<context>
    <name>trace.no_path</name>
    <message>
        <source>The trace names no file</source>
        <translation>轨迹没有指明文件</translation>
    </message>
</context>
<context>
    <name>trace.no_such_column</name>
    <message>
        <source>There is no column &quot;%1&quot;</source>
        <translation>没有“%1”列</translation>
    </message>
</context>
<context>
    <name>trace.no_time</name>
    <message>
        <source>&quot;%1&quot; is no time</source>
        <translation>“%1”不是时间</translation>
    </message>
</context>
<context>
    <name>trace.no_time_column</name>
    <message>
        <source>No column is named like a time</source>
        <translation>没有名称像时间的列</translation>
    </message>
</context>
<context>
    <name>trace.no_token_count</name>
    <message>
        <source>&quot;%1&quot; in %2 is no number of tokens</source>
        <translation>%2 中的“%1”不是 Token 数</translation>
    </message>
</context>
<context>
    <name>trace.rows_without_tokens</name>
    <message>
        <source>%1 of %2 rows have 0 tokens, as of requests that failed when they were recorded; they are left out.</source>
        <translation>%2 行中有 %1 行的 Token 数为 0，如同录制时失败的请求；它们被略去。</translation>
    </message>
</context>
<context>
    <name>trace.sort_rows</name>
    <message>
        <source>Sort the rows by their time.</source>
        <translation>请将各行按时间排序。</translation>
    </message>
</context>
<context>
    <name>trace.stretch_empty</name>
    <message>
        <source>The trace has no rows in the chosen stretch</source>
        <translation>轨迹在所选时段内没有行</translation>
    </message>
</context>
<context>
    <name>trace.times_are</name>
    <message>
        <source>Times are numbers from 0 on, or dates like 2023-11-16 18:17:03.98.</source>
        <translation>时间须为不小于 0 的数，或 2023-11-16 18:17:03.98 这样的日期。</translation>
    </message>
</context>
<context>
    <name>trace.times_mixed</name>
    <message>
        <source>Some times are dates and some are numbers</source>
        <translation>时间有的是日期，有的是数字</translation>
    </message>
</context>
<context>
    <name>trace.too_far</name>
    <message>
        <source>The time is more than 10 years after the first</source>
        <translation>该时间比第一行晚 10 年以上</translation>
    </message>
</context>
<context>
    <name>truth.unreadable</name>
    <message>
        <source>The truth file can&apos;t be read: %1</source>
        <translation>无法读取真实值文件：%1</translation>
    </message>
</context>
<context>
    <name>url.no_scheme</name>
    <message>
        <source>&quot;%1&quot; has no scheme. Write %2.</source>
        <translation>&quot;%1&quot;缺少协议。请写作 %2。</translation>
    </message>
</context>
<context>
    <name>url.port_too_high</name>
    <message>
        <source>Port %1 is above 65535.</source>
        <translation>端口 %1 大于 65535。</translation>
    </message>
</context>
<context>
    <name>url.port_zero</name>
    <message>
        <source>Nothing can listen on port 0.</source>
        <translation>端口 0 上不可能有服务在监听。</translation>
    </message>
</context>
<context>
    <name>usage.argument_missing</name>
    <message>
        <source>%1 is missing</source>
        <translation>缺少 %1</translation>
    </message>
</context>
<context>
    <name>usage.no_subcommand</name>
    <message>
        <source>A subcommand is needed</source>
        <translation>缺少子命令</translation>
    </message>
</context>
<context>
    <name>usage.no_such_option</name>
    <message>
        <source>There is no option %1</source>
        <translation>没有选项 %1</translation>
    </message>
</context>
<context>
    <name>usage.not_expected</name>
    <message>
        <source>&quot;%1&quot; is not expected here</source>
        <translation>此处不应出现&quot;%1&quot;</translation>
    </message>
</context>
<context>
    <name>usage.option_before_subcommand</name>
    <message>
        <source>The option %1 has no subcommand before it</source>
        <translation>选项 %1 之前没有子命令</translation>
    </message>
</context>
<context>
    <name>usage.option_meant</name>
    <message>
        <source>Did you mean %1?</source>
        <translation>是否想写 %1？</translation>
    </message>
</context>
<context>
    <name>usage.see_help</name>
    <message>
        <source>See %1 --help.</source>
        <translation>请参阅 %1 --help。</translation>
    </message>
</context>
<context>
    <name>usage.subcommands</name>
    <message>
        <source>There are: %1.</source>
        <translation>可用的子命令：%1。</translation>
    </message>
</context>
<context>
    <name>usage.unknown_subcommand</name>
    <message>
        <source>&quot;%1&quot; is no subcommand</source>
        <translation>&quot;%1&quot;不是子命令</translation>
    </message>
</context>
<context>
    <name>usage.value_missing</name>
    <message>
        <source>%1 needs a value</source>
        <translation>%1 需要一个值</translation>
    </message>
</context>
<context>
    <name>validity.and_that</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>validity.cap_reached</name>
    <message>
        <source>cap_reached: the cap on open streams was reached, so the service could not keep up with the planned arrivals.</source>
        <translation>cap_reached：已达到并发上限，说明服务跟不上计划的到达。</translation>
    </message>
</context>
<context>
    <name>validity.chunks_a_read_are</name>
    <message>
        <source>a read brought %1 chunks</source>
        <translation>每次读取带来 %1 个数据块</translation>
    </message>
</context>
<context>
    <name>validity.chunks_above_usage</name>
    <message>
        <source>%1 of requests had more chunks with text than the server counts tokens (%2 of %3); allowed is %4.</source>
        <translation>%1 的请求中，带文本的数据块多于服务端计的 Token 数（%3 个中有 %2 个）；允许值为 %4。</translation>
    </message>
</context>
<context>
    <name>validity.error_budget</name>
    <message>
        <source>%1 of the requests failed (%2 of %3); the error budget allows %4.</source>
        <translation>%1 的请求失败（%3 个中的 %2 个）；错误预算允许 %4。</translation>
    </message>
</context>
<context>
    <name>validity.file_limit</name>
    <message>
        <source>Arrivals had to wait, or were dropped, for Weir&apos;s own limit of %1 open files (ulimit -n), not for the service. Raise it, or set a cap on open streams that it has room for.</source>
        <translation>到达的请求因 Weir 自身的打开文件数上限 %1（ulimit -n）而等待或被丢弃，与服务无关。请提高该上限，或设置不超出它的打开流上限。</translation>
    </message>
</context>
<context>
    <name>validity.hanging</name>
    <message>
        <source>Hanging requests: %1 of %2 (%3). The end of the run cut them after a silence more than twice as long as answers take; together with those that failed they exceed the error budget of %4.</source>
        <translation>挂起的请求：%2 个中有 %1 个（%3）。运行结束将其中止时，它们沉默的时间已超过通常回答所需时间的两倍；与失败的请求合计超出了错误预算 %4。</translation>
    </message>
</context>
<context>
    <name>validity.host_busy</name>
    <message>
        <source>The host was above %1 processor use for %2; the limit is %3. It shows: %4.</source>
        <translation>主机处理器使用率高于 %1 持续了 %2；上限为 %3。已有迹象：%4。</translation>
    </message>
</context>
<context>
    <name>validity.host_busy_harmless</name>
    <message>
        <source>The host was above %1 processor use for %2, but lag, slip and chunks in a read stayed within half of their limits.</source>
        <translation>主机处理器使用率高于 %1 持续了 %2，但事件循环延迟、滞后和每次读取的数据块数都在各自限制的一半以内。</translation>
    </message>
</context>
<context>
    <name>validity.interrupted</name>
    <message>
        <source>The run was interrupted; the figures cover what was saved before.</source>
        <translation>运行被中断；各项数字只涵盖此前已保存的部分。</translation>
    </message>
</context>
<context>
    <name>validity.lag_is</name>
    <message>
        <source>lag p99 is %1</source>
        <translation>事件循环延迟 p99 为 %1</translation>
    </message>
</context>
<context>
    <name>validity.loop_lag</name>
    <message>
        <source>The generator&apos;s event loops were late: lag p99 is %1, allowed is %2.</source>
        <translation>发压端的事件循环滞后：事件循环延迟 p99 为 %1，允许值为 %2。</translation>
    </message>
</context>
<context>
    <name>validity.memory_guard</name>
    <message>
        <source>The memory guard ended %1, since Weir&apos;s memory had grown past its limit (a quarter of what was free, at least 512 MB). Look at what the service sends there; where it is meant so, take fewer streams or free memory.</source>
        <translation>内存守卫结束了 %1 个流，因为 Weir 的内存增长超过了上限（空闲内存的四分之一，至少 512 MB）。请查看服务在那里发送了什么；若确属预期，请减少流的数量或释放内存。</translation>
    </message>
</context>
<context>
    <name>validity.no_success</name>
    <message>
        <source>No request succeeded (%1 started).</source>
        <translation>没有请求成功（已发起 %1 个）。</translation>
    </message>
</context>
<context>
    <name>validity.resent</name>
    <message>
        <source>The HTTP library re-sent %1 by itself; allowed are %2.</source>
        <translation>HTTP 库自行重发了 %1；允许 %2 个。</translation>
    </message>
</context>
<context>
    <name>validity.slip</name>
    <message>
        <source>Requests started late: schedule slip p99 is %1, allowed is %2.</source>
        <translation>请求的发起晚于计划：滞后 p99 为 %1，允许值为 %2。</translation>
    </message>
</context>
<context>
    <name>validity.slip_is</name>
    <message>
        <source>slip p99 is %1</source>
        <translation>滞后 p99 为 %1</translation>
    </message>
</context>
<context>
    <name>validity.some_hanging</name>
    <message>
        <source>Hanging requests: %1 of %2 (%3). The end of the run cut them after a silence more than twice as long as answers take.</source>
        <translation>挂起的请求：%2 个中有 %1 个（%3）。运行结束将其中止时，它们沉默的时间已超过通常回答所需时间的两倍。</translation>
    </message>
</context>
<context>
    <name>validity.still_goes_on</name>
    <message>
        <source>The run still goes on; the figures cover what is saved so far.</source>
        <translation>运行仍在进行；各项数字只涵盖目前已保存的部分。</translation>
    </message>
</context>
<context>
    <name>validity.stopped</name>
    <message>
        <source>The run was stopped before its plan was over; the figures cover what came before.</source>
        <translation>运行在计划结束之前被停止；各项数字只涵盖此前的部分。</translation>
    </message>
</context>
<context>
    <name>validity.target_gone</name>
    <message>
        <source>The target &quot;%1&quot; could not be reached for %2 on end, from %3 s to %4 s.</source>
        <translation>目标“%1”连续 %2 无法连接，从第 %3 s 到第 %4 s。</translation>
    </message>
</context>
<context>
    <name>validity.throttled</name>
    <message>
        <source>The processor quota throttled %1 of all periods; allowed is %2.</source>
        <translation>处理器配额使全部周期中的 %1 受到节流；允许值为 %2。</translation>
    </message>
</context>
<context>
    <name>validity.too_few_started</name>
    <message>
        <source>The generator started %1 of the planned requests (%2 of %3); at least %4 is needed.</source>
        <translation>发压端只发起了计划请求的 %1（%3 个中的 %2 个）；至少须达到 %4。</translation>
    </message>
</context>
<context>
    <name>validity.users_idle</name>
    <message>
        <source>On average %1 of %2 planned users were busy (%3); at least %4 is needed.</source>
        <translation>计划的 %2 个用户中，平均有 %1 个处于忙碌（%3）；至少须达到 %4。</translation>
    </message>
</context>
<context>
    <name>vendor.built_in</name>
    <message>
        <source>comes with Weir</source>
        <translation>Weir 自带</translation>
    </message>
</context>
<context>
    <name>vendor.file_has_problems</name>
    <message>
        <source>The vendor&apos;s file can&apos;t be used. %1</source>
        <translation>厂商的文件无法使用。%1</translation>
    </message>
</context>
<context>
    <name>vendor.known</name>
    <message>
        <source>Known vendors: %1, or the path of a preset file (NAME.json)</source>
        <translation>已知的厂商：%1，也可以写预设文件的路径（NAME.json）</translation>
    </message>
</context>
<context>
    <name>vendor.meant</name>
    <message>
        <source>Did you mean %1? See weir-cli vendors</source>
        <translation>是指 %1 吗？请看 weir-cli vendors</translation>
    </message>
</context>
<context>
    <name>vendor.name_a_model</name>
    <message>
        <source>Name a model.</source>
        <translation>请指定模型。</translation>
    </message>
</context>
<context>
    <name>vendor.no_http_url</name>
    <message>
        <source>&quot;%1&quot; is no http or https URL</source>
        <translation>“%1”不是 http 或 https URL</translation>
    </message>
</context>
<context>
    <name>vendor.of_a_file</name>
    <message>
        <source>a file</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>vendor.of_the_project</name>
    <message>
        <source>beside the project</source>
        <translation>项目旁的文件</translation>
    </message>
</context>
<context>
    <name>vendor.of_the_user</name>
    <message>
        <source>your own</source>
        <translation>自己的预设</translation>
    </message>
</context>
<context>
    <name>vendor.path_wants_model</name>
    <message>
        <source>The vendor&apos;s path holds the model&apos;s name</source>
        <translation>该厂商的路径中含有模型名称</translation>
    </message>
</context>
<context>
    <name>vendor.problem_and_more</name>
    <message>
        <source>%1 %2</source>
        <translation>%1另外，%2</translation>
    </message>
</context>
<context>
    <name>vendor.unknown</name>
    <message>
        <source>The vendor &quot;%1&quot; is unknown</source>
        <translation>未知厂商“%1”</translation>
    </message>
</context>
<context>
    <name>vendor.url_example</name>
    <message>
        <source>An example: https://api.example.com</source>
        <translation>例如：https://api.example.com</translation>
    </message>
</context>
<context>
    <name>websocket.bad_handshake</name>
    <message>
        <source>The server&apos;s answer to the handshake is none: %1</source>
        <translation>服务器对握手的响应不合规范：%1</translation>
    </message>
</context>
<context>
    <name>websocket.broken_frame</name>
    <message>
        <source>The server broke the WebSocket protocol: %1</source>
        <translation>服务器违反了 WebSocket 协议：%1</translation>
    </message>
</context>
<context>
    <name>websocket.closed_with_code</name>
    <message>
        <source>The server closed the WebSocket with code %1.</source>
        <translation>服务器关闭了 WebSocket，代码为 %1。</translation>
    </message>
</context>
<context>
    <name>websocket.closed_with_reason</name>
    <message>
        <source>The server closed the WebSocket with code %1: %2</source>
        <translation>服务器关闭了 WebSocket，代码为 %1：%2</translation>
    </message>
</context>
<context>
    <name>websocket.closed_with_unknown_code</name>
    <message>
        <source>The server closed the WebSocket with a code that Qt does not tell: 1012, 1013, 1014, or one that may not be sent.</source>
        <translation>服务器关闭了 WebSocket，Qt 没有告知其关闭代码：可能是 1012、1013、1014，或不允许发送的代码。</translation>
    </message>
</context>
<context>
    <name>websocket.message_too_large</name>
    <message>
        <source>A message is larger than Weir&apos;s own limit of %1 MiB.</source>
        <translation>有一条消息超出 Weir 自身的限制 %1 MiB。</translation>
    </message>
</context>
<context>
    <name>websocket.ping_flood</name>
    <message>
        <source>The server sends pings and reads no answers.</source>
        <translation>服务器不断发送 ping，却不读取应答。</translation>
    </message>
</context>
<context>
    <name>websocket.refusal_cut</name>
    <message>
        <source>The connection closed before the whole refusal had come.</source>
        <translation>拒绝响应尚未完整到达，连接就已关闭。</translation>
    </message>
</context>
<context>
    <name>window.forms</name>
    <message>
        <source>Use steady, all, or a stretch like 5s..30s.</source>
        <translation>请用 steady、all，或 5s..30s 这样的时段。</translation>
    </message>
</context>
<context>
    <name>window.malformed</name>
    <message>
        <source>&quot;%1&quot; is not a window</source>
        <translation>“%1”不是窗口</translation>
    </message>
</context>
<context>
    <name>window.past_end</name>
    <message>
        <source>The window ends at %1, but the run at %2</source>
        <translation>窗口在 %1 结束，而运行在 %2 已结束</translation>
    </message>
</context>
<context>
    <name>window.within_run</name>
    <message>
        <source>Choose a stretch within the run.</source>
        <translation>请选择运行之内的一段时间。</translation>
    </message>
</context>
<context>
    <name>wire.connect_timeout</name>
    <message>
        <source>No connection within the time limit</source>
        <translation>未能在时限内建立连接</translation>
    </message>
</context>
<context>
    <name>wire.header_breaks_line</name>
    <message>
        <source>The header %1 holds a line break or a zero byte</source>
        <translation>请求头 %1 含有换行符或零字节</translation>
    </message>
</context>
<context>
    <name>wire.header_no_token</name>
    <message>
        <source>A header name is not an HTTP token</source>
        <translation>有一个请求头名称不是 HTTP token</translation>
    </message>
</context>
<context>
    <name>wire.install_openssl</name>
    <message>
        <source>Install OpenSSL 3.</source>
        <translation>请安装 OpenSSL 3。</translation>
    </message>
</context>
<context>
    <name>wire.method_no_token</name>
    <message>
        <source>The request method is not an HTTP token</source>
        <translation>请求方法不是 HTTP token</translation>
    </message>
</context>
<context>
    <name>wire.no_http_url</name>
    <message>
        <source>The URL is not a complete http or https URL</source>
        <translation>该 URL 不是完整的 http 或 https URL</translation>
    </message>
</context>
<context>
    <name>wire.no_second_connection</name>
    <message>
        <source>The kept connection closed without a response, and no new one came about. %1</source>
        <translation>保持连接未返回响应就已关闭，且未能建立新连接。%1</translation>
    </message>
</context>
<context>
    <name>wire.no_tls_library</name>
    <message>
        <source>No TLS library was found</source>
        <translation>没有找到 TLS 库</translation>
    </message>
</context>
<context>
    <name>wire.no_websocket_url</name>
    <message>
        <source>The URL is not a complete ws or wss URL</source>
        <translation>该 URL 不是完整的 ws 或 wss URL</translation>
    </message>
</context>
<context>
    <name>wire.proxy_scheme</name>
    <message>
        <source>The proxy is not an http, socks5 or socks5h URL</source>
        <translation>代理不是 http、socks5 或 socks5h URL</translation>
    </message>
</context>
<context>
    <name>xml.attribute_twice</name>
    <message>
        <source>An attribute and an element have the name &quot;%1&quot;</source>
        <translation>一个属性和一个元素同名“%1”</translation>
    </message>
</context>
<context>
    <name>xml.broken</name>
    <message>
        <source>This is no XML, or it is broken: %1</source>
        <translation>这不是 XML，或已损坏：%1</translation>
    </message>
</context>
<context>
    <name>xml.close_or_choose</name>
    <message>
        <source>Look whether an element in it is not closed, or name the elements that are rows in `rows`.</source>
        <translation>请检查其中是否有元素没有闭合，或在 `rows` 中指定作为行的元素。</translation>
    </message>
</context>
<context>
    <name>xml.entities</name>
    <message>
        <source>The document declares entities of its own</source>
        <translation>文档声明了自己的实体</translation>
    </message>
</context>
<context>
    <name>xml.flatten</name>
    <message>
        <source>Rows of XML are flat, or nearly so.</source>
        <translation>XML 的行是平的，或几乎是平的。</translation>
    </message>
</context>
<context>
    <name>xml.look_for_end</name>
    <message>
        <source>Look whether an element is not closed, or fetch the file again.</source>
        <translation>请检查是否有元素没有闭合，或重新下载文件。</translation>
    </message>
</context>
<context>
    <name>xml.not_utf8</name>
    <message>
        <source>The text is not UTF-8</source>
        <translation>文本不是 UTF-8</translation>
    </message>
</context>
<context>
    <name>xml.rename</name>
    <message>
        <source>Rename one of them.</source>
        <translation>请重命名其中一个。</translation>
    </message>
</context>
<context>
    <name>xml.too_deep</name>
    <message>
        <source>More than %1 elements stand in each other</source>
        <translation>超过 %1 层元素相互嵌套</translation>
    </message>
</context>
<context>
    <name>xml.write_out</name>
    <message>
        <source>Write out what they stand for: a few lines of them could fill the memory.</source>
        <translation>请写出它们所代表的内容：几行实体就可能占满内存。</translation>
    </message>
</context>
<context>
    <name>zstd.cut</name>
    <message>
        <source>The Zstandard file ends in the middle</source>
        <translation>Zstandard 文件在中途结束</translation>
    </message>
</context>
<context>
    <name>zstd.damaged</name>
    <message>
        <source>The Zstandard file is damaged, or something else stands behind its end</source>
        <translation>Zstandard 文件已损坏，或其结尾之后还有别的内容</translation>
    </message>
</context>
<context>
    <name>zstd.fetch_again</name>
    <message>
        <source>Fetch or pack it again; zstd -t tells whether it is whole.</source>
        <translation>请重新下载或压缩；zstd -t 能告诉你它是否完整。</translation>
    </message>
</context>
<context>
    <name>zstd.fetch_whole</name>
    <message>
        <source>Fetch or pack it again; a part of it is missing.</source>
        <translation>请重新下载或压缩；它缺了一部分。</translation>
    </message>
</context>
<context>
    <name>zstd.pack_again</name>
    <message>
        <source>Pack it again without --ultra --long.</source>
        <translation>请不用 --ultra --long 重新压缩。</translation>
    </message>
</context>
<context>
    <name>zstd.window</name>
    <message>
        <source>The Zstandard file asks for more than 128 MiB of memory to unpack it</source>
        <translation>解压这个 Zstandard 文件需要超过 128 MiB 的内存</translation>
    </message>
</context>
</TS>
