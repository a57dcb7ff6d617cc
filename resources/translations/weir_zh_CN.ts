<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>LoadModelFields</name>
    <message>
        <source>Closed: users wait for their answers</source>
        <translation>闭环：用户收到回答后再发下一个</translation>
    </message>
    <message>
        <source>Open: arrivals do not wait for answers</source>
        <translation>开环：请求到达不等待回答</translation>
    </message>
    <message>
        <source>Trace: arrivals recorded elsewhere</source>
        <translation>轨迹：回放别处记录的到达</translation>
    </message>
    <message>
        <source>Change the load&apos;s model</source>
        <translation>更改负载模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Closed: a slow service slows the load down. Open: it does not, as with real users. Trace: requests come when a recording says, with the lengths it says.</source>
        <translation>闭环：服务变慢，负载随之变慢。开环：负载不变，如同真实用户。轨迹：请求按记录的时刻和长度到达。</translation>
    </message>
    <message>
        <source>Change the rate</source>
        <translation>更改速率</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Requests a second; fractions are allowed.</source>
        <translation>每秒请求数，可以是小数。</translation>
    </message>
    <message>
        <source>Even: equal gaps</source>
        <translation>均匀：间隔相等</translation>
    </message>
    <message>
        <source>Poisson: as from many independent users</source>
        <translation>泊松：如同大量相互独立的用户</translation>
    </message>
    <message>
        <source>Uniform: the even count at random times</source>
        <translation>均匀随机：数量同上，时刻随机</translation>
    </message>
    <message>
        <source>Gamma: in bursts, or more regular</source>
        <translation>伽马：成簇到达，或更有规律</translation>
    </message>
    <message>
        <source>Change the arrivals</source>
        <translation>更改到达方式</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>到达方式</translation>
    </message>
    <message>
        <source>How the gaps between requests are spread.</source>
        <translation>请求之间的间隔如何分布。</translation>
    </message>
    <message>
        <source>Change the burstiness</source>
        <translation>更改突发度</translation>
    </message>
    <message>
        <source>Gamma shape</source>
        <translation>伽马形状</translation>
    </message>
    <message>
        <source>Below 1: in bursts. 1: as Poisson. Above 1: more regular.</source>
        <translation>小于 1：成簇。等于 1：同泊松。大于 1：更有规律。</translation>
    </message>
    <message>
        <source>as many as the machine may open</source>
        <translation>以本机可打开的数量为限</translation>
    </message>
    <message>
        <source>Change the cap</source>
        <translation>更改并发上限</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>并发上限</translation>
    </message>
    <message>
        <source>Most streams open at once. Reaching it fails the run: the service could not keep up.</source>
        <translation>同时打开的流的最大数量。达到上限即未通过：服务跟不上负载。</translation>
    </message>
    <message>
        <source>Wait, and count the wait</source>
        <translation>等待，并记录等待时间</translation>
    </message>
    <message>
        <source>Drop, and count the drop</source>
        <translation>丢弃，并记录丢弃数</translation>
    </message>
    <message>
        <source>Change what happens at the cap</source>
        <translation>更改达到并发上限时的处理</translation>
    </message>
    <message>
        <source>At the cap</source>
        <translation>达到并发上限时</translation>
    </message>
    <message>
        <source>What an arrival does while the cap is reached.</source>
        <translation>达到并发上限期间，新到达的请求如何处理。</translation>
    </message>
    <message>
        <source>Change the users</source>
        <translation>更改用户数</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户数</translation>
    </message>
    <message>
        <source>Users at work at the same time.</source>
        <translation>同时工作的用户数。</translation>
    </message>
    <message>
        <source>Always the same</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Uniform between two times</source>
        <translation>两个时间之间均匀分布</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数分布</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正态分布</translation>
    </message>
    <message>
        <source>Log-normal</source>
        <translation>对数正态分布</translation>
    </message>
    <message>
        <source>Change the think time</source>
        <translation>更改思考时间</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>思考时间</translation>
    </message>
    <message>
        <source>How long a user waits between an answer and the next request.</source>
        <translation>用户收到回答后，等待多久再发下一个请求。</translation>
    </message>
    <message>
        <source>Thinks for</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>The time; the least of a uniform one; the mean of the others.</source>
        <translation>固定时间；均匀分布的最小值；其他分布的平均值。</translation>
    </message>
    <message>
        <source>… up to</source>
        <translation>… 至</translation>
    </message>
    <message>
        <source>The most of a uniform think time.</source>
        <translation>均匀分布思考时间的最大值。</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>The standard deviation of the think time.</source>
        <translation>思考时间的标准差。</translation>
    </message>
    <message>
        <source>none: as fast as they think</source>
        <translation>无：思考完即发</translation>
    </message>
    <message>
        <source>Change the pace</source>
        <translation>更改节奏</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>节奏</translation>
    </message>
    <message>
        <source>as many as there is time</source>
        <translation>以时间为限</translation>
    </message>
    <message>
        <source>Change the requests of each user</source>
        <translation>更改每个用户的请求数</translation>
    </message>
    <message>
        <source>Each user sends</source>
        <translation>每个用户发送</translation>
    </message>
    <message>
        <source>Requests of each user; those of the warm-up are not counted.</source>
        <translation>每个用户的请求数；预热期的不计。</translation>
    </message>
    <message>
        <source>Users keep their connections</source>
        <translation>用户保持连接</translation>
    </message>
    <message>
        <source>Change the use of connections</source>
        <translation>更改连接的使用方式</translation>
    </message>
    <message>
        <source>Otherwise every request of these users opens a connection of its own.</source>
        <translation>否则这些用户的每个请求都新建连接。</translation>
    </message>
    <message>
        <source>Planned time between two starts of one user. The answer and thinking count; who is late catches up.</source>
        <translation>同一用户两次开始之间的计划时间，回答和思考的时间计入其中；落后的用户会赶上。</translation>
    </message>
</context>
<context>
    <name>LoadSteps</name>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation>%1 个用户</translation>
    </message>
    <message>
        <source>%1, levels: %2</source>
        <translation>%1，级数：%2</translation>
    </message>
</context>
<context>
    <name>MachineAdvice</name>
    <message>
        <source>Needs about %1 connections, %2 threads and %3 of memory; the run file may grow to %4.</source>
        <translation>约需 %1 个连接、%2 个线程和 %3 内存；运行文件可能增至 %4。</translation>
    </message>
    <message>
        <source>This machine has it.</source>
        <translation>本机可以满足。</translation>
    </message>
    <message>
        <source>Without a cap a slow service makes it more.</source>
        <translation>未设并发上限时，服务变慢会使需求增加。</translation>
    </message>
</context>
<context>
    <name>weir::CalibrationDialog</name>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Runs the scenario&apos;s load at its heaviest against Weir&apos;s own reference service on this machine, with each transport in turn, and compares every stamp with what the service really did. The scenario&apos;s targets are not asked and its keys not read. Later runs of up to 1.25 times this load quote the result as their error bar.</source>
        <translation>以场景负载的最高点，依次用每种传输层对本机上 Weir 自带的参考服务施压，并把每个时间戳与服务的真实行为逐一比较。不会访问场景的目标，也不会读取其密钥。之后负载不超过此负载 1.25 倍的运行会引用该结果作为误差范围。</translation>
    </message>
    <message>
        <source>Progress of the calibration</source>
        <translation>校准进度</translation>
    </message>
    <message>
        <source>Measured errors</source>
        <translation>测得的误差</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Calibrate every transport, one after the other</source>
        <translation>依次校准每种传输层</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>End the calibration; what has been measured stays</source>
        <translation>结束校准；已测得的结果保留</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window (Esc); ends the calibration</source>
        <translation>关闭此窗口 (Esc)；校准随之结束</translation>
    </message>
    <message>
        <source>%1 streams at once, %2 requests/s, %3 chunks/s; %4 for each transport</source>
        <translation>同时 %1 个流，%2 请求/s，%3 数据块/s；每种传输层约 %4</translation>
    </message>
    <message>
        <source>A run goes on; calibrate after it.</source>
        <translation>正在运行；请在运行结束后校准。</translation>
    </message>
    <message>
        <source>weir-cli is not beside this program: the service will run in this process and share its time, which makes the errors look larger.</source>
        <translation>本程序旁没有 weir-cli：服务将在本进程内运行并共用处理器时间，误差会显得偏大。</translation>
    </message>
    <message>
        <source>The service will run as a process of its own. Leave the machine alone meanwhile.</source>
        <translation>服务将作为独立进程运行。期间请勿使用这台机器。</translation>
    </message>
    <message>
        <source>Transport %1: comparing with the truth</source>
        <translation>传输层 %1：正在与真实值比较</translation>
    </message>
    <message>
        <source>Transport %1: %2 of %3</source>
        <translation>传输层 %1：%2 / %3</translation>
    </message>
    <message>
        <source>Transport %1: no certificate: %2</source>
        <translation>传输层 %1：未生成证书：%2</translation>
    </message>
    <message>
        <source>Certificates saved: %1</source>
        <translation>已保存证书：%1</translation>
    </message>
    <message>
        <source>Ended without a certificate.</source>
        <translation>已结束，未生成证书。</translation>
    </message>
</context>
<context>
    <name>weir::CalibrationModel</name>
    <message>
        <source>time to first token</source>
        <translation>首 Token 延迟 (TTFT)</translation>
    </message>
    <message>
        <source>As measured, less the time from the request&apos;s arrival to the first write</source>
        <translation>测得值减去服务从收到请求到首次写出的时间</translation>
    </message>
    <message>
        <source>gap between chunks</source>
        <translation>数据块间隔 (ITL)</translation>
    </message>
    <message>
        <source>As measured, less the gap between the two writes</source>
        <translation>测得值减去两次写出之间的间隔</translation>
    </message>
    <message>
        <source>stamp of a chunk</source>
        <translation>数据块时间戳</translation>
    </message>
    <message>
        <source>How long after the write it was taken</source>
        <translation>在写出之后多久记下</translation>
    </message>
    <message>
        <source>start of a request</source>
        <translation>请求开始时间</translation>
    </message>
    <message>
        <source>How long after the start as recorded the service had the request</source>
        <translation>记录的开始时间之后多久服务收到请求</translation>
    </message>
    <message>
        <source>lateness of the generator</source>
        <translation>发压端滞后</translation>
    </message>
    <message>
        <source>How long after its planned time a request was started</source>
        <translation>请求比计划时间晚多久开始</translation>
    </message>
    <message>
        <source>What moved the bytes</source>
        <translation>负责收发字节的部分</translation>
    </message>
    <message>
        <source>What was off</source>
        <translation>有偏差的量</translation>
    </message>
    <message>
        <source>Median of the errors with their sign: what is wrong every time</source>
        <translation>带符号误差的中位数：每次都存在的偏差</translation>
    </message>
    <message>
        <source>99th percentile less the median of the errors with their sign: what comes and goes</source>
        <translation>带符号误差的第 99 百分位减去中位数：时有时无的偏差</translation>
    </message>
    <message>
        <source>Half of the errors were no larger</source>
        <translation>一半的误差不超过此值</translation>
    </message>
    <message>
        <source>The error bar: 99 of 100 errors were no larger</source>
        <translation>误差范围：100 个误差中有 99 个不超过此值</translation>
    </message>
    <message>
        <source>The largest error</source>
        <translation>最大的误差</translation>
    </message>
    <message>
        <source>How many errors were measured</source>
        <translation>测得的误差个数</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输层</translation>
    </message>
    <message>
        <source>Error of</source>
        <translation>误差对象</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>随机波动部分</translation>
    </message>
    <message>
        <source>p99 (±)</source>
        <translation>p99 (±)</translation>
    </message>
    <message>
        <source>Max</source>
        <comment>largest error</comment>
        <translation>最大</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
</context>
<context>
    <name>weir::ChartCard</name>
    <message>
        <source>Export, copy and scale of this chart (Shift+F10)</source>
        <translation>导出、复制此图表或切换刻度 (Shift+F10)</translation>
    </message>
    <message>
        <source>Export as &amp;PNG...</source>
        <translation>导出为 &amp;PNG...</translation>
    </message>
    <message>
        <source>A picture of this chart in a chosen size</source>
        <translation>按所选尺寸将此图表保存为图片</translation>
    </message>
    <message>
        <source>Export as &amp;SVG...</source>
        <translation>导出为 &amp;SVG...</translation>
    </message>
    <message>
        <source>A drawing of this chart that scales</source>
        <translation>将此图表保存为可缩放的矢量图</translation>
    </message>
    <message>
        <source>Export &amp;data as CSV...</source>
        <translation>将数据导出为 &amp;CSV...</translation>
    </message>
    <message>
        <source>Exactly the figures that are drawn</source>
        <translation>与图中所绘数据完全一致</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Puts a picture of this chart on the clipboard</source>
        <translation>将此图表的图片复制到剪贴板</translation>
    </message>
    <message>
        <source>&amp;Log scale</source>
        <translation>对数刻度(&amp;L)</translation>
    </message>
    <message>
        <source>Left axis by powers of ten</source>
        <translation>左轴按 10 的幂显示</translation>
    </message>
    <message>
        <source>Chart: %1</source>
        <translation>图表：%1</translation>
    </message>
    <message>
        <source>Menu of the chart %1</source>
        <translation>图表“%1”的菜单</translation>
    </message>
</context>
<context>
    <name>weir::ChartFrame</name>
    <message>
        <source>%1 (right axis)</source>
        <translation>%1（右轴）</translation>
    </message>
    <message>
        <source>%1, log scale</source>
        <translation>%1，对数刻度</translation>
    </message>
</context>
<context>
    <name>weir::CheckRows</name>
    <message>
        <source>contains the text</source>
        <translation>包含文本</translation>
    </message>
    <message>
        <source>does not contain the text</source>
        <translation>不包含文本</translation>
    </message>
    <message>
        <source>matches the expression</source>
        <translation>匹配表达式</translation>
    </message>
    <message>
        <source>does not match the expression</source>
        <translation>不匹配表达式</translation>
    </message>
    <message>
        <source>has at least so many characters</source>
        <translation>至少有这么多字符</translation>
    </message>
    <message>
        <source>has at most so many characters</source>
        <translation>至多有这么多字符</translation>
    </message>
    <message>
        <source>is JSON</source>
        <translation>是 JSON</translation>
    </message>
    <message>
        <source>has at the place (this value)</source>
        <translation>在该位置有（此值）</translation>
    </message>
    <message>
        <source>follows the JSON schema</source>
        <translation>符合 JSON schema</translation>
    </message>
    <message>
        <source>has at least so many output tokens</source>
        <translation>至少有这么多输出 Token</translation>
    </message>
    <message>
        <source>has at most so many output tokens</source>
        <translation>至多有这么多输出 Token</translation>
    </message>
    <message>
        <source>ends with the finish reason</source>
        <translation>以该结束原因结束</translation>
    </message>
    <message>
        <source>has the status</source>
        <translation>状态码为</translation>
    </message>
    <message>
        <source>has the header (with this in it)</source>
        <translation>有该响应头（其中含此内容）</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>检查对象</translation>
    </message>
    <message>
        <source>the answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>the body</source>
        <translation>响应体</translation>
    </message>
    <message>
        <source>What must hold</source>
        <translation>必须满足</translation>
    </message>
    <message>
        <source>Header or place</source>
        <translation>响应头或位置</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>weir::ComposePage</name>
    <message>
        <source>Select an element at the left, or add one to the group.</source>
        <translation>请在左侧选择一个元素，或向分组中添加元素。</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>编排</translation>
    </message>
</context>
<context>
    <name>weir::DataEditor</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Requests refer to the data by this name.</source>
        <translation>请求通过此名称引用数据。</translation>
    </message>
    <message>
        <source>Prompts written here</source>
        <translation>在此填写提示词</translation>
    </message>
    <message>
        <source>Change the kind of data</source>
        <translation>更改数据类型</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Where the rows come from.</source>
        <translation>数据行的来源。</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose the data file</source>
        <translation>选择数据文件</translation>
    </message>
    <message>
        <source>Change the data file</source>
        <translation>更改数据文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Change the prompts</source>
        <translation>更改提示词</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>One prompt a line; each is a row with the field “prompt”.</source>
        <translation>每行一条提示词；每条即一行数据，字段名为“prompt”。</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用方式</translation>
    </message>
    <message>
        <source>In their order</source>
        <translation>按顺序</translation>
    </message>
    <message>
        <source>Shuffled: each once a round</source>
        <translation>打乱：每轮各用一次</translation>
    </message>
    <message>
        <source>Drawn at random</source>
        <translation>随机抽取</translation>
    </message>
    <message>
        <source>Change the order</source>
        <translation>更改顺序</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Which row the next request takes. The scenario&apos;s seed decides what is random.</source>
        <translation>下一个请求取哪一行。随机结果由场景的种子决定。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>从头开始</translation>
    </message>
    <message>
        <source>Send no more requests</source>
        <translation>不再发送请求</translation>
    </message>
    <message>
        <source>Fail: local_error</source>
        <translation>失败：local_error</translation>
    </message>
    <message>
        <source>Change the end of the data</source>
        <translation>更改数据用完后的处理</translation>
    </message>
    <message>
        <source>At the end</source>
        <translation>用完时</translation>
    </message>
    <message>
        <source>What happens when every row was used.</source>
        <translation>所有行都用过之后的处理方式。</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>The first rows of the data; its columns are the fields for templates.</source>
        <translation>数据的前几行；各列即模板可用的字段。</translation>
    </message>
    <message>
        <source>The data has no row yet.</source>
        <translation>数据中还没有任何行。</translation>
    </message>
    <message>
        <source>Templates take a field by its name, as in {{%1}}.</source>
        <translation>模板按名称引用字段，例如 {{%1}}。</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
    <message>
        <source>time (ISO 8601)</source>
        <translation>时间（ISO 8601）</translation>
    </message>
    <message>
        <source>time (seconds)</source>
        <translation>时间（秒）</translation>
    </message>
    <message>
        <source>time (milliseconds)</source>
        <translation>时间（毫秒）</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Is a</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Time format</source>
        <translation>时间格式</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>A file: JSON, CSV, XML or text</source>
        <translation>文件：JSON、CSV、XML 或文本</translation>
    </message>
    <message>
        <source>Path of the file; relative paths start at the project&apos;s folder. JSON lines, a JSON list of objects (ShareGPT too), CSV, XML or lines of text, packed by gzip or Zstandard or not.</source>
        <translation>文件路径；相对路径从项目所在目录算起。JSON 行、JSON 对象列表（包括 ShareGPT）、CSV、XML 或文本行，可用 gzip 或 Zstandard 压缩。</translation>
    </message>
    <message>
        <source>Change where the rows stand</source>
        <translation>更改行的位置</translation>
    </message>
    <message>
        <source>Rows at</source>
        <translation>行的位置</translation>
    </message>
    <message>
        <source>For a file of one document: JSON pointer of its list, or the names of the XML elements down to those that are rows. Empty: told by the file.</source>
        <translation>用于单个文档的文件：列表的 JSON 指针，或直到行元素的 XML 元素名。留空：由文件判断。</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>As the file has them</source>
        <translation>与文件一致</translation>
    </message>
    <message>
        <source>snake_case</source>
        <translation>snake_case</translation>
    </message>
    <message>
        <source>camelCase</source>
        <translation>camelCase</translation>
    </message>
    <message>
        <source>Change the fields&apos; names</source>
        <translation>更改字段的命名</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>命名</translation>
    </message>
    <message>
        <source>How fields are called that no rule below names.</source>
        <translation>下面没有规则的字段怎样命名。</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Change the rules for fields</source>
        <translation>更改字段规则</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>A rule makes one field for templates: from a field of the file by its name, or by a JSON pointer like /row/question. The default stands where there is nothing; &quot;&quot; is an empty text.</source>
        <translation>一条规则为模板生成一个字段：按名称取文件中的字段，或用 /row/question 这样的 JSON 指针。没有值时用默认值；&quot;&quot; 是空文本。</translation>
    </message>
    <message>
        <source>Start nothing</source>
        <translation>什么也不运行</translation>
    </message>
    <message>
        <source>Leave them out, and say so</source>
        <translation>略去并说明</translation>
    </message>
    <message>
        <source>Change what bad rows do</source>
        <translation>更改错误行的处理</translation>
    </message>
    <message>
        <source>Bad rows</source>
        <translation>错误的行</translation>
    </message>
    <message>
        <source>Rows that can&apos;t be read, or whose fields can&apos;t be what a rule says.</source>
        <translation>无法读取的行，或字段不能成为规则所要求类型的行。</translation>
    </message>
    <message>
        <source>Data (*.jsonl *.ndjson *.json *.csv *.tsv *.xml *.txt *.gz *.zst);;All files (*)</source>
        <translation>数据 (*.jsonl *.ndjson *.json *.csv *.tsv *.xml *.txt *.gz *.zst);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Bad rows before the last one shown: %1</source>
        <translation>所示最后一行之前的错误行：%1</translation>
    </message>
</context>
<context>
    <name>weir::DeleteRuns</name>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Delete runs: %1</source>
        <translation>删除运行记录：%1 条</translation>
    </message>
</context>
<context>
    <name>weir::DrillCard</name>
    <message>
        <source>End drills</source>
        <translation>结束演练</translation>
    </message>
    <message>
        <source>Flush caches</source>
        <translation>清空缓存</translation>
    </message>
    <message>
        <source>Drills</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
    <message>
        <source>End all drills that are under way</source>
        <translation>结束所有进行中的演练</translation>
    </message>
    <message>
        <source>Drills under way</source>
        <translation>进行中的演练</translation>
    </message>
    <message>
        <source>One replica less</source>
        <translation>减少一个副本</translation>
    </message>
    <message>
        <source>One replica more</source>
        <translation>增加一个副本</translation>
    </message>
    <message>
        <source>Replicas that are wanted</source>
        <translation>期望的副本数</translation>
    </message>
    <message>
        <source>Replicas of the first version that are wanted</source>
        <translation>第一个版本期望的副本数</translation>
    </message>
    <message>
        <source>Empty the result cache and the prefix caches</source>
        <translation>清空结果缓存和前缀缓存</translation>
    </message>
    <message>
        <source>Under way: %1</source>
        <translation>进行中：%1</translation>
    </message>
    <message>
        <source>This configuration has no replicas to scale</source>
        <translation>此配置没有可扩缩的副本</translation>
    </message>
    <message>
        <source>Replicas: %1</source>
        <translation>副本：%1</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本</translation>
    </message>
</context>
<context>
    <name>weir::DrillPopup</name>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>How long the repair is put off</source>
        <translation>修复推迟多久</translation>
    </message>
    <message>
        <source>How long the drill goes on</source>
        <translation>演练持续多久</translation>
    </message>
    <message>
        <source>Begin the drill</source>
        <translation>开始演练</translation>
    </message>
    <message>
        <source>Begin the drill now</source>
        <translation>立即开始演练</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>What each connection carries towards the client, in bytes a second</source>
        <translation>每条连接每秒向客户端传送的字节数</translation>
    </message>
    <message>
        <source>bytes/s</source>
        <translation>字节/s</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>How many replicas are lost</source>
        <translation>丢失的副本数</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>One way, on top of what there is</source>
        <translation>单程，叠加在现有延迟之上</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Standard deviation of the delay</source>
        <translation>延迟的标准差</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>相关性</translation>
    </message>
    <message>
        <source>Of a delay with the one before it, in per cent</source>
        <translation>每次延迟与前一次的相关程度，百分比</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Which link is cut</source>
        <translation>断开哪一段链路</translation>
    </message>
    <message>
        <source>clients and gateway</source>
        <translation>客户端与网关之间</translation>
    </message>
    <message>
        <source>gateway and replicas</source>
        <translation>网关与副本之间</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>How many of them can&apos;t be reached, in per cent</source>
        <translation>其中无法到达的比例，百分比</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>What runs out</source>
        <translation>耗尽的是什么</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>算力</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
    <message>
        <source>places in the queue</source>
        <translation>队列名额</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>How much of it is gone, in per cent</source>
        <translation>缺失的比例，百分比</translation>
    </message>
</context>
<context>
    <name>weir::DurationEdit</name>
    <message>
        <source>A duration is needed, such as 500ms, 30s or 1m30s.</source>
        <translation>需要一个时长，例如 500ms、30s 或 1m30s。</translation>
    </message>
    <message>
        <source>This is no duration. Write 500ms, 30s or 1m30s.</source>
        <translation>这不是有效的时长。请写成 500ms、30s 或 1m30s。</translation>
    </message>
</context>
<context>
    <name>weir::ErrorBars</name>
    <message>
        <source>Export as &amp;PNG...</source>
        <translation>导出为 &amp;PNG...</translation>
    </message>
    <message>
        <source>Export &amp;data as CSV...</source>
        <translation>将数据导出为 &amp;CSV...</translation>
    </message>
    <message>
        <source>Exactly the figures that are drawn</source>
        <translation>与图中所绘数据完全一致</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Puts a picture of this card on the clipboard</source>
        <translation>将此卡片的图片复制到剪贴板</translation>
    </message>
    <message>
        <source>A picture of this card in a chosen size</source>
        <translation>按所选尺寸导出本卡片的图片</translation>
    </message>
    <message>
        <source>Export as &amp;SVG...</source>
        <translation>导出为 &amp;SVG...</translation>
    </message>
    <message>
        <source>A drawing of this card that scales</source>
        <translation>可缩放的本卡片图形</translation>
    </message>
</context>
<context>
    <name>weir::ExportDialog</name>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Width of the drawing before scaling</source>
        <translation>缩放前的绘图宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Height of the drawing before scaling</source>
        <translation>缩放前的绘图高度</translation>
    </message>
    <message>
        <source>Export as SVG</source>
        <translation>导出为 SVG</translation>
    </message>
    <message>
        <source>Export as PNG</source>
        <translation>导出为 PNG</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>2 gives twice the pixels of the same drawing, for sharp print</source>
        <translation>2 表示同一图形的像素加倍，打印更清晰</translation>
    </message>
    <message>
        <source>Print: dark on white</source>
        <translation>打印：白底深色</translation>
    </message>
    <message>
        <source>Screen: as in the window</source>
        <translation>屏幕：与窗口一致</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Colours of the picture</source>
        <translation>图片的配色</translation>
    </message>
    <message>
        <source>Choose file...</source>
        <translation>选择文件...</translation>
    </message>
    <message>
        <source>Choose where to save the picture</source>
        <translation>选择图片的保存位置</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>关闭而不保存</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>宽度(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>高度(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>缩放(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>配色(&amp;C)</translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation>%1 x %2 像素</translation>
    </message>
</context>
<context>
    <name>weir::FaultCard</name>
    <message>
        <source>How many of all requests meet each fault, from now on</source>
        <translation>从现在起，所有请求中各有多少遇到每种故障</translation>
    </message>
    <message>
        <source>Shares of faults</source>
        <translation>故障占比</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>How many of the next requests meet the fault whose button is pressed</source>
        <translation>按下某个故障按钮后，接下来多少个请求会遇到它</translation>
    </message>
    <message>
        <source>Requests that meet a fault</source>
        <translation>遇到故障的请求数</translation>
    </message>
    <message>
        <source>next requests</source>
        <translation>接下来的请求数</translation>
    </message>
    <message>
        <source>Shares: %1…</source>
        <translation>占比：%1…</translation>
    </message>
    <message>
        <source>Shares…</source>
        <translation>占比…</translation>
    </message>
    <message>
        <source>%1
So far: %2 requests.</source>
        <translation>%1
至今：%2 个请求。</translation>
    </message>
    <message>
        <source>%1
Start the service first.</source>
        <translation>%1
请先启动服务。</translation>
    </message>
</context>
<context>
    <name>weir::FaultSharesPopup</name>
    <message>
        <source>Share of all requests</source>
        <translation>占所有请求的比例</translation>
    </message>
    <message>
        <source>Together they must not be above 100 %.</source>
        <translation>合计不得超过 100 %。</translation>
    </message>
</context>
<context>
    <name>weir::FiguresModel</name>
    <message>
        <source>Weak: too few samples for this percentile</source>
        <translation>弱：样本太少，此百分位不可靠</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Second line: the 95 % interval, how far chance alone may have moved the figure</source>
        <translation>第二行：95 % 区间，即仅由偶然因素可能造成的偏离</translation>
    </message>
</context>
<context>
    <name>weir::GoalsEditor</name>
    <message>
        <source>Goodput: limits for each request</source>
        <translation>有效吞吐量：单个请求的限值</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Change the limit on %1</source>
        <translation>更改“%1”的限值</translation>
    </message>
    <message>
        <source>TTFT</source>
        <translation>TTFT</translation>
    </message>
    <message>
        <source>Longest time to the first token.</source>
        <translation>首 Token 延迟的上限。</translation>
    </message>
    <message>
        <source>TPOT</source>
        <translation>TPOT</translation>
    </message>
    <message>
        <source>Longest mean time for each token after the first.</source>
        <translation>首 Token 之后，平均每个 Token 耗时的上限。</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>端到端</translation>
    </message>
    <message>
        <source>Longest time to the last token.</source>
        <translation>到最后一个 Token 为止的耗时上限。</translation>
    </message>
    <message>
        <source>A request that meets all of these counts as goodput.</source>
        <translation>同时满足以上各项的请求计入有效吞吐量。</translation>
    </message>
    <message>
        <source>Change the stall limit</source>
        <translation>更改停顿限值</translation>
    </message>
    <message>
        <source>Stall above</source>
        <translation>停顿阈值</translation>
    </message>
    <message>
        <source>Gaps between tokens above it count as stalls.</source>
        <translation>Token 间隔超过此值即计为停顿。</translation>
    </message>
    <message>
        <source>Thresholds: the run fails when one does not hold</source>
        <translation>阈值：任何一项不成立，运行即未通过</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Change the thresholds</source>
        <translation>更改阈值</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Change a validity limit</source>
        <translation>更改有效性限值</translation>
    </message>
    <message>
        <source>Validity: when Weir can&apos;t vouch for the figures</source>
        <translation>有效性：Weir 何时无法为数据担保</translation>
    </message>
    <message>
        <source>Achieved share</source>
        <translation>达成比例</translation>
    </message>
    <message>
        <source>Least share of the planned load that must be achieved, 0 to 1.</source>
        <translation>实际负载至少须达到计划负载的比例，0 至 1。</translation>
    </message>
    <message>
        <source>Slip p99</source>
        <translation>滞后 p99</translation>
    </message>
    <message>
        <source>Most that the generator may start requests late.</source>
        <translation>发压端发起请求时允许的最大滞后。</translation>
    </message>
    <message>
        <source>Loop lag p99</source>
        <translation>事件循环延迟 p99</translation>
    </message>
    <message>
        <source>Most that the event loops may lag.</source>
        <translation>事件循环允许的最大延迟。</translation>
    </message>
    <message>
        <source>Processor share</source>
        <translation>CPU 占比</translation>
    </message>
    <message>
        <source>Use of the host&apos;s processors that counts as busy, 0 to 1.</source>
        <translation>主机 CPU 使用率达到此值即视为繁忙，0 至 1。</translation>
    </message>
    <message>
        <source>… for</source>
        <translation>… 持续</translation>
    </message>
    <message>
        <source>How long the host may be busy.</source>
        <translation>主机允许持续繁忙的时间。</translation>
    </message>
    <message>
        <source>Throttled share</source>
        <translation>节流占比</translation>
    </message>
    <message>
        <source>Most periods in which the system may throttle Weir, 0 to 1.</source>
        <translation>系统对 Weir 节流的周期占比上限，0 至 1。</translation>
    </message>
    <message>
        <source>Chunks above usage</source>
        <translation>数据块数超用量</translation>
    </message>
    <message>
        <source>Most requests that may have more chunks than reported tokens, 0 to 1.</source>
        <translation>数据块数多于所报 Token 数的请求占比上限，0 至 1。</translation>
    </message>
    <message>
        <source>A run beyond one of these is invalid: the figures may be Weir&apos;s own and not the service&apos;s.</source>
        <translation>超出其中任何一项的运行判为无效：数据反映的可能是 Weir 自身，而不是服务。</translation>
    </message>
    <message>
        <source>Change the error budget</source>
        <translation>更改错误预算</translation>
    </message>
    <message>
        <source>Error budget</source>
        <translation>错误预算</translation>
    </message>
    <message>
        <source>Share of failed requests, 0 to 1, that a run may have; it fails above it.</source>
        <translation>一次运行允许的失败请求比例，0 到 1；超过即未通过。</translation>
    </message>
    <message>
        <source>METRIC [STATISTIC] OPERATOR VALUE, such as “ttft p(99) &lt; 500ms” or “error_rate &lt; 0.5%”; for some of the requests alone “ttft{request:chat} p(99) &lt; 500ms”, or {target:NAME}, {group:NAME}, {level:2}.</source>
        <translation>写法：METRIC [STATISTIC] OPERATOR VALUE，例如“ttft p(99) &lt; 500ms”或“error_rate &lt; 0.5%”；只针对部分请求时写“ttft{request:chat} p(99) &lt; 500ms”，或 {target:NAME}、{group:NAME}、{level:2}。</translation>
    </message>
</context>
<context>
    <name>weir::GoalsModel</name>
    <message>
        <source>Goal</source>
        <translation>达标条件</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测值</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>weir::GoalsStrip</name>
    <message>
        <source>Goal: %1</source>
        <translation>达标条件：%1</translation>
    </message>
</context>
<context>
    <name>weir::HealthText</name>
    <message>
        <source>Generator lags</source>
        <translation>发压端事件循环延迟</translation>
    </message>
    <message>
        <source>Generator is late</source>
        <translation>发压端滞后</translation>
    </message>
    <message>
        <source>Generator is throttled</source>
        <translation>发压端受到节流</translation>
    </message>
    <message>
        <source>Host is busy</source>
        <translation>主机繁忙</translation>
    </message>
    <message>
        <source>Requests were re-sent</source>
        <translation>有请求被重发</translation>
    </message>
    <message>
        <source>Events arrive merged</source>
        <translation>事件合并到达</translation>
    </message>
    <message>
        <source>loop lag p99 %1</source>
        <translation>事件循环延迟 p99 %1</translation>
    </message>
    <message>
        <source>slip p99 %1</source>
        <translation>滞后 p99 %1</translation>
    </message>
    <message>
        <source>CPU %1</source>
        <translation>CPU %1</translation>
    </message>
    <message>
        <source>%1 µs CPU/event</source>
        <translation>每事件 %1 µs CPU</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>丢弃 %1</translation>
    </message>
    <message>
        <source>%1 re-sent</source>
        <translation>重发 %1</translation>
    </message>
    <message>
        <source>%1 throttled</source>
        <translation>节流 %1</translation>
    </message>
    <message>
        <source>Event loops late, p99: %1 (limit %2)</source>
        <translation>事件循环延迟 p99：%1（限值 %2）</translation>
    </message>
    <message>
        <source>Requests started late, p99: %1 (limit %2)</source>
        <translation>请求发起滞后 p99：%1（限值 %2）</translation>
    </message>
    <message>
        <source>Stream events: %1, per read %2 (1 is ideal)</source>
        <translation>流事件：%1，每次读取 %2 个（理想值为 1）</translation>
    </message>
    <message>
        <source>Processor time an event: %1 µs (last second; with the built-in service and this window)</source>
        <translation>每事件处理器时间：%1 µs（最近一秒；包含内置服务和本窗口）</translation>
    </message>
    <message>
        <source>Host&apos;s processors in use: %1; above %2 for %3 on end (limit %4)</source>
        <translation>主机处理器占用：%1；连续高于 %2 的时间 %3（限值 %4）</translation>
    </message>
    <message>
        <source>Throttled by a processor quota: %1 of periods (limit %2)</source>
        <translation>被处理器配额节流：%1 的周期（限值 %2）</translation>
    </message>
    <message>
        <source>Requests dropped: %1</source>
        <translation>丢弃的请求：%1</translation>
    </message>
    <message>
        <source>Re-sent by the HTTP library: %1 (limit 0)</source>
        <translation>被 HTTP 库重发：%1（限值 0）</translation>
    </message>
    <message>
        <source>Memory: %1, at most %2</source>
        <translation>内存：%1，最高 %2</translation>
    </message>
    <message>
        <source>Chunks with tokens, per read: %1 (limit %2)</source>
        <translation>每次读取的含 Token 数据块：%1（上限 %2）</translation>
    </message>
    <message>
        <source>Host was busy</source>
        <translation>主机曾繁忙</translation>
    </message>
</context>
<context>
    <name>weir::ImportDialog</name>
    <message>
        <source>%1 requests a second</source>
        <translation>每秒 %1 个请求</translation>
    </message>
    <message>
        <source>Users: %1</source>
        <translation>用户：%1</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>导入结果</translation>
    </message>
    <message>
        <source>The parts of the project that the text makes</source>
        <translation>该文本生成的项目各部分</translation>
    </message>
    <message>
        <source>Where it stood</source>
        <translation>原来的位置</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Keys of the text, and the reference that stands in the place of each. keychain:NAME stores the key there; for env:NAME set the variable before Weir starts.</source>
        <translation>文本中的密钥，以及代替各密钥的引用。keychain:NAME 会将密钥存入钥匙串；使用 env:NAME 时请在启动 Weir 前设置该变量。</translation>
    </message>
    <message>
        <source>Add to This Project</source>
        <translation>添加到此项目</translation>
    </message>
    <message>
        <source>Add its targets and requests, or its load, to the open project</source>
        <translation>将其目标和请求或其负载添加到打开的项目</translation>
    </message>
    <message>
        <source>New Project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open it as a new project</source>
        <translation>作为新项目打开</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Open File…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Take the text from a file</source>
        <translation>从文件读取文本</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>关闭此窗口（Esc）</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Paste a command or a document here</source>
        <translation>在此粘贴命令或文档</translation>
    </message>
    <message>
        <source>A command, a recording or a collection of another program</source>
        <translation>其他程序的命令、录制或集合</translation>
    </message>
    <message>
        <source>Told by its content</source>
        <translation>由内容判断</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>What the text is, where its content does not tell it</source>
        <translation>内容无法判断时，文本的格式</translation>
    </message>
    <message>
        <source>What is not as it was</source>
        <translation>与原文不同之处</translation>
    </message>
    <message>
        <source>What works otherwise here, and what has no place in a project</source>
        <translation>此处以其他方式工作的内容，以及项目中没有位置的内容</translation>
    </message>
    <message>
        <source>“%1” is no reference. Write env:NAME, file:PATH or keychain:NAME.</source>
        <translation>“%1”不是引用。请写 env:NAME、file:PATH 或 keychain:NAME。</translation>
    </message>
</context>
<context>
    <name>weir::IntervalCell</name>
    <message>
        <source>above %1</source>
        <translation>高于 %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
</context>
<context>
    <name>weir::LivePage</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
</context>
<context>
    <name>weir::LiveTiles</name>
    <message>
        <source>TTFT p50</source>
        <translation>TTFT p50</translation>
    </message>
    <message>
        <source>Half of the measured requests had their first token after at most this time, counted from the moment the request was started.</source>
        <translation>一半的被测请求在此时间内收到首个 Token，自请求发起时算起。</translation>
    </message>
    <message>
        <source>p95 %1 ms</source>
        <translation>p95 %1 ms</translation>
    </message>
    <message>
        <source>TTFT p99</source>
        <translation>TTFT p99</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Output tokens of all streams: in the last full second, or the mean of a finished run. Chunks are counted until the server reports its usage.</source>
        <translation>所有流的输出 Token：最近一整秒的值，或已结束运行的平均值。服务报告用量之前按数据块计数。</translation>
    </message>
    <message>
        <source>chunks until usage</source>
        <translation>得知用量前按数据块计</translation>
    </message>
    <message>
        <source>tokens by usage</source>
        <translation>按用量计 Token</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>Requests that succeeded: in the last full second, or the mean of a finished run.</source>
        <translation>成功的请求：最近一整秒的值，或已结束运行的平均值。</translation>
    </message>
    <message>
        <source>planned %1</source>
        <translation>计划 %1</translation>
    </message>
    <message>
        <source>%1 succeeded</source>
        <translation>成功 %1</translation>
    </message>
    <message>
        <source>Open streams</source>
        <translation>并发流</translation>
    </message>
    <message>
        <source>Requests that were started and have not ended.</source>
        <translation>已发起但尚未结束的请求。</translation>
    </message>
    <message>
        <source>cap %1</source>
        <translation>并发上限 %1</translation>
    </message>
    <message>
        <source>no cap</source>
        <translation>无并发上限</translation>
    </message>
    <message>
        <source>Goodput</source>
        <translation>有效吞吐量</translation>
    </message>
    <message>
        <source>Share of the finished requests of the measured phase that succeeded and met every limit of the goals.</source>
        <translation>测量阶段已结束的请求中，成功且满足全部限值的占比。</translation>
    </message>
    <message>
        <source>Limits: %1.</source>
        <translation>限值：%1。</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Share of the finished requests that failed. Requests cut by the end of the run or abandoned by their user are not failures.</source>
        <translation>已结束的请求中失败的占比。因运行结束而中止、或被用户放弃的请求不算失败。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Slip p99</source>
        <translation>滞后 p99</translation>
    </message>
    <message>
        <source>How late Weir itself started requests. Above the limit the run is invalid: the figures would tell of this machine, not of the service.</source>
        <translation>Weir 自身发起请求的滞后。超过限值则运行无效：数据反映的将是本机，而不是服务。</translation>
    </message>
    <message>
        <source>limit %1 ms</source>
        <translation>限值 %1 ms</translation>
    </message>
    <message>
        <source>chunks, no usage</source>
        <translation>按数据块计，无用量</translation>
    </message>
    <message>
        <source>%1 of %2 requests</source>
        <translation>%1 / %2 个请求</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>收尾</translation>
    </message>
    <message>
        <source>open streams: %1</source>
        <translation>并发流：%1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>尚无运行</translation>
    </message>
    <message>
        <source>every success counts: no limits set</source>
        <translation>成功即计入：未设限值</translation>
    </message>
    <message>
        <source>No limits are set: every success counts.</source>
        <translation>未设限值：成功即计入。</translation>
    </message>
    <message>
        <source>Requests that failed are left out.</source>
        <translation>不含失败的请求。</translation>
    </message>
    <message>
        <source>Now each first token counts when it comes; the summary leaves out those of requests that fail later.</source>
        <translation>目前每个首个 Token 到达即计入；摘要会剔除之后失败的请求。</translation>
    </message>
    <message>
        <source>(above %1)</source>
        <translation>（高于 %1）</translation>
    </message>
    <message>
        <source>(%1 to %2)</source>
        <translation>（%1 至 %2）</translation>
    </message>
    <message>
        <source>In brackets: the 95 % interval, how far chance alone may have moved the figure.</source>
        <translation>括号内为 95 % 区间，即仅由偶然因素可能造成的偏离。</translation>
    </message>
    <message>
        <source>Its 95 % interval is not computed live: it stands here after the run.</source>
        <translation>其 95 % 区间不会实时计算：运行结束后显示在此处。</translation>
    </message>
    <message>
        <source>99 of 100 measured requests had their first token after at most this time. &quot;The user waited&quot; counts from the planned arrival, or from the start of the request&apos;s first attempt.</source>
        <translation>测得的请求中，每 100 个有 99 个在此时间内收到首个 Token。“用户等待”从计划到达时刻起算，或从该请求首次尝试开始时起算。</translation>
    </message>
    <message>
        <source>the user waited %1 ms</source>
        <translation>用户等待 %1 ms</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>The question mark: there are too few samples to trust it.</source>
        <translation>问号：样本太少，不足为信。</translation>
    </message>
    <message>
        <source>tokens where known</source>
        <translation>已知处计 Token</translation>
    </message>
    <message>
        <source>tokens by tokenizer</source>
        <translation>按分词器计 Token</translation>
    </message>
    <message>
        <source>tokens by several counts</source>
        <translation>Token 由多种方式计数</translation>
    </message>
</context>
<context>
    <name>weir::LoadEditor</name>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Change the duration</source>
        <translation>更改持续时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>持续时间</translation>
    </message>
    <message>
        <source>Length of the measured part, after the warm-up.</source>
        <translation>预热之后测量部分的时长。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Change the requests</source>
        <translation>更改请求数</translation>
    </message>
    <message>
        <source>Requests asked</source>
        <translation>发送的请求</translation>
    </message>
    <message>
        <source>Change the warm-up</source>
        <translation>更改预热时间</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Change the drain time</source>
        <translation>更改收尾时间</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>收尾</translation>
    </message>
    <message>
        <source>Time for open streams to end after the last arrival; then they are cut.</source>
        <translation>最后一个请求到达后，等待未结束的流完成的时间；超时则中止。</translation>
    </message>
    <message>
        <source>Planned load</source>
        <translation>计划负载</translation>
    </message>
    <message>
        <source>What the load plans over time</source>
        <translation>负载随时间的计划</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>An answer takes</source>
        <translation>单次回答耗时</translation>
    </message>
    <message>
        <source>Your guess, for the expected open streams above and the needs below. It changes nothing in the run.</source>
        <translation>自行估计的值，用于估算上方的预期并发流和下方的资源需求，不影响运行。</translation>
    </message>
    <message>
        <source>Rename a load group</source>
        <translation>重命名负载组</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Names the group in charts and reports; unique.</source>
        <translation>图表和报告中用此名称，不可重复。</translation>
    </message>
    <message>
        <source>Change the requests of the load</source>
        <translation>更改负载的请求</translation>
    </message>
    <message>
        <source>Which requests this group asks, each as often as its weight says.</source>
        <translation>该组发送哪些请求，各按其权重。</translation>
    </message>
    <message>
        <source>Change the start</source>
        <translation>更改开始时间</translation>
    </message>
    <message>
        <source>Starts after</source>
        <translation>开始于</translation>
    </message>
    <message>
        <source>Since the end of the warm-up. A group that starts later has no warm-up.</source>
        <translation>自预热结束起算。较晚开始的组没有预热。</translation>
    </message>
    <message>
        <source>until its course or its requests end</source>
        <translation>直到步骤或请求结束</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Requests in all. The load ends by what comes first.</source>
        <translation>请求总数。先到者结束负载。</translation>
    </message>
    <message>
        <source>Load before the measured part; recorded, but not in the figures. Of all groups.</source>
        <translation>测量之前的负载；会记录，但不计入指标。适用于所有组。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Change the hard limit</source>
        <translation>更改硬性上限</translation>
    </message>
    <message>
        <source>Hard limit</source>
        <translation>硬性上限</translation>
    </message>
    <message>
        <source>No request is started so long after the run&apos;s start, whatever is planned.</source>
        <translation>运行开始后超过此时间，无论计划如何都不再发出请求。</translation>
    </message>
    <message>
        <source>Users who leave</source>
        <translation>中途离开的用户</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Change when users leave</source>
        <translation>更改用户离开的条件</translation>
    </message>
    <message>
        <source>Without token</source>
        <translation>无 Token 时</translation>
    </message>
    <message>
        <source>Users leave when no token has come for so long; such requests are abandoned.</source>
        <translation>这么久没有收到 Token，用户就离开；该请求记为放弃。</translation>
    </message>
    <message>
        <source>After chunks</source>
        <translation>收到数据块后</translation>
    </message>
    <message>
        <source>Users leave when so many chunks with tokens have come.</source>
        <translation>收到这么多含 Token 的数据块后，用户就离开。</translation>
    </message>
    <message>
        <source>Change how many users leave</source>
        <translation>更改离开用户的占比</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Of the requests that have such a user: 1 is all, 0.1 one in ten.</source>
        <translation>有此类用户的请求占比：1 为全部，0.1 为十分之一。</translation>
    </message>
</context>
<context>
    <name>weir::LoadGroupBar</name>
    <message>
        <source>Load groups</source>
        <translation>负载组</translation>
    </message>
    <message>
        <source>The groups run side by side. The fields below edit the chosen one.</source>
        <translation>各组并行运行。下方字段编辑所选的组。</translation>
    </message>
    <message>
        <source>+ Add a parallel group</source>
        <translation>+ 添加并行组</translation>
    </message>
    <message>
        <source>Add a load that runs beside this one, with its own requests and shape</source>
        <translation>添加与当前负载并行的负载，请求和形状各自独立</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Duplicate the chosen group</source>
        <translation>复制所选的组</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the chosen group</source>
        <translation>移除所选的组</translation>
    </message>
    <message>
        <source>Add a load group</source>
        <translation>添加负载组</translation>
    </message>
    <message>
        <source>Duplicate a load group</source>
        <translation>复制负载组</translation>
    </message>
    <message>
        <source>Remove a load group</source>
        <translation>移除负载组</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>组 %1</translation>
    </message>
</context>
<context>
    <name>weir::MainWindow</name>
    <message>
        <source>The scenario has errors: see Problems on the Compose page</source>
        <translation>场景有错误：请查看“编排”页的“问题”</translation>
    </message>
    <message>
        <source>%1[*] - Weir</source>
        <translation>%1[*] - Weir</translation>
    </message>
    <message>
        <source>Weir does not know this kind of file: %1</source>
        <translation>Weir 不认识这种文件：%1</translation>
    </message>
    <message>
        <source>Unsaved work on “%1” of %2 was found.</source>
        <translation>发现 %2 时未保存的“%1”。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Stop the run, save it and close Weir?</source>
        <translation>要停止运行、保存并关闭 Weir 吗？</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>Verdict: %1. Saved as %2</source>
        <translation>结论：%1。已保存为 %2</translation>
    </message>
    <message>
        <source>A calibration goes on, which a run would disturb</source>
        <translation>正在校准，运行会干扰它</translation>
    </message>
    <message>
        <source>Verdict: %1. %2 Saved as %3</source>
        <translation>结论：%1。%2已保存为 %3</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>%1 What was saved until then is on the Runs page.</source>
        <translation>%1 此前已保存的内容见“运行记录”页。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show the field</source>
        <translation>显示该字段</translation>
    </message>
    <message>
        <source>Asking the service which model it has…</source>
        <translation>正在询问服务有哪些模型…</translation>
    </message>
    <message>
        <source>The service is asked which model it has</source>
        <translation>正在询问服务有哪些模型</translation>
    </message>
    <message>
        <source>Trust a certificate</source>
        <translation>信任证书</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>weir::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Fold the message into a line</source>
        <translation>把消息收成一行</translation>
    </message>
    <message>
        <source>Show all of the message</source>
        <translation>显示整条消息</translation>
    </message>
</context>
<context>
    <name>weir::MixEdit</name>
    <message>
        <source>All, by their weights</source>
        <translation>全部，按权重</translation>
    </message>
</context>
<context>
    <name>weir::ModelField</name>
    <message>
        <source>Ask the service which models it has</source>
        <translation>询问服务有哪些模型</translation>
    </message>
    <message>
        <source>The service has no model.</source>
        <translation>服务没有模型。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Ask the service</source>
        <translation>询问服务</translation>
    </message>
</context>
<context>
    <name>weir::NavRail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>weir::NewScenario</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>Concurrent</source>
        <translation>并发</translation>
    </message>
    <message>
        <source>Open rate</source>
        <translation>固定速率</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Spike</source>
        <translation>尖峰</translation>
    </message>
    <message>
        <source>Mixed load</source>
        <translation>混合负载</translation>
    </message>
    <message>
        <source>Soak</source>
        <translation>长稳</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Sample: a chat service under steady load</source>
        <translation>示例：平稳负载下的聊天服务</translation>
    </message>
    <message>
        <source>service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>reference service</source>
        <translation>参考服务</translation>
    </message>
</context>
<context>
    <name>weir::NodeEditor</name>
    <message>
        <source>Rename to “%1”</source>
        <translation>重命名为“%1”</translation>
    </message>
</context>
<context>
    <name>weir::NotesModel</name>
    <message>
        <source>phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>steering</source>
        <translation>调节</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>weir::NumberEdit</name>
    <message>
        <source>A number is needed.</source>
        <translation>需要一个数字。</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>这不是数字。</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>需要一个整数。</translation>
    </message>
    <message>
        <source>The number must be above %1 and at most %2.</source>
        <translation>数字必须大于 %1 且不超过 %2。</translation>
    </message>
    <message>
        <source>The number must lie between %1 and %2.</source>
        <translation>数字必须在 %1 与 %2 之间。</translation>
    </message>
</context>
<context>
    <name>weir::OnceDialog</name>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>Send the same request again</source>
        <translation>再次发送相同的请求</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Abort the request</source>
        <translation>中止请求</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy request, events and outcome to the clipboard</source>
        <translation>将请求、事件和结果复制到剪贴板</translation>
    </message>
    <message>
        <source>Try once</source>
        <translation>单次试发</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>关闭此窗口 (Esc)</translation>
    </message>
    <message>
        <source>Waiting for the answer…</source>
        <translation>正在等待回答…</translation>
    </message>
    <message>
        <source>Trust this certificate…</source>
        <translation>信任此证书…</translation>
    </message>
    <message>
        <source>Look at the service&apos;s certificate, and trust it from then on</source>
        <translation>查看服务的证书，并从此信任它</translation>
    </message>
    <message>
        <source>Asking the service which model it has…</source>
        <translation>正在询问服务有哪些模型…</translation>
    </message>
</context>
<context>
    <name>weir::OnceView</name>
    <message>
        <source>No response came.</source>
        <translation>没有收到响应。</translation>
    </message>
    <message>
        <source>Status %1
</source>
        <translation>状态 %1
</translation>
    </message>
    <message>
        <source>The request as sent</source>
        <translation>实际发送的请求</translation>
    </message>
    <message>
        <source>Response head and decoded answer</source>
        <translation>响应头与解码后的回答</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Raw event</source>
        <translation>原始事件</translation>
    </message>
    <message>
        <source>Raw events</source>
        <translation>原始事件</translation>
    </message>
    <message>
        <source>Every raw event of the stream with its time since the request started</source>
        <translation>流中的每个原始事件及其距请求发起的时间</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Parts of the exchange</source>
        <translation>交互的各部分</translation>
    </message>
    <message>
        <source>Show the field</source>
        <translation>显示该字段</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>如何处理</translation>
    </message>
    <message>
        <source>Go to the field of the Compose page where this is mended</source>
        <translation>转到编排页中可修正此问题的字段</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>处理办法：%1</translation>
    </message>
</context>
<context>
    <name>weir::OutcomeListEdit</name>
    <message>
        <source>“%1” is no class of failure. Known are rate_limited, http_5xx, stream_interrupted and the others of the metrics page.</source>
        <translation>“%1”不是失败类别。可用的有 rate_limited、http_5xx、stream_interrupted 以及指标文档中的其他类别。</translation>
    </message>
</context>
<context>
    <name>weir::PresetDialog</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>The vendor&apos;s preset as JSON; docs/vendor-presets.md tells its keys</source>
        <translation>厂商的预设（JSON）；各键见 docs/vendor-presets.md</translation>
    </message>
    <message>
        <source>Recorded answer</source>
        <translation>录制的回答</translation>
    </message>
    <message>
        <source>An answer of the service: what curl -i or weir-cli once shows, or its body</source>
        <translation>服务的一个回答：curl -i 或 weir-cli once 的输出，或仅其响应体</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Write the preset into its file, or into one beside the project</source>
        <translation>把预设写入它的文件，或写入项目旁的文件</translation>
    </message>
    <message>
        <source>Preset of the vendor</source>
        <translation>厂商预设</translation>
    </message>
    <message>
        <source>Open answer…</source>
        <translation>打开回答…</translation>
    </message>
    <message>
        <source>Take a recorded answer from a file</source>
        <translation>从文件读取录制的回答</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>关闭此窗口（Esc）</translation>
    </message>
    <message>
        <source>Problems of the preset</source>
        <translation>预设的问题</translation>
    </message>
    <message>
        <source>What is wrong with the preset; a chosen one shows its line</source>
        <translation>预设有哪些问题；选中一个会显示它所在的行</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Decoded events</source>
        <translation>解码出的事件</translation>
    </message>
    <message>
        <source>What the preset makes of each event of the answer</source>
        <translation>预设如何理解回答的每个事件</translation>
    </message>
    <message>
        <source>What the preset makes of it</source>
        <translation>预设的解码结果</translation>
    </message>
    <message>
        <source>Comes with Weir. Saving writes a file beside the project, which then counts.</source>
        <translation>Weir 自带。保存会在项目旁写一个文件，之后以它为准。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Open a recorded answer</source>
        <translation>打开录制的回答</translation>
    </message>
    <message>
        <source>The end of the answer</source>
        <translation>回答的结尾</translation>
    </message>
    <message>
        <source>How the answer ended, and the places that no rule of the preset reads</source>
        <translation>回答如何结束，以及预设的任何规则都未读取的位置</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>内容</translation>
    </message>
</context>
<context>
    <name>weir::ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Problems of the scenario</source>
        <translation>场景的问题</translation>
    </message>
    <message>
        <source>Press Enter or click to go to the field</source>
        <translation>按回车或单击以转到对应字段</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>警告：%1</translation>
    </message>
    <message>
        <source>none: the scenario can run</source>
        <translation>无：场景可以运行</translation>
    </message>
    <message>
        <source>1 warning; the scenario can run</source>
        <translation>1 个警告；场景可以运行</translation>
    </message>
    <message>
        <source>%1 warnings; the scenario can run</source>
        <translation>%1 个警告；场景可以运行</translation>
    </message>
    <message>
        <source>1 error keeps the scenario from running</source>
        <translation>1 个错误使场景无法运行</translation>
    </message>
    <message>
        <source>%1 errors keep the scenario from running</source>
        <translation>%1 个错误使场景无法运行</translation>
    </message>
</context>
<context>
    <name>weir::ProjectFiles</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Projects and runs (*.weir *.weirrun);;All files (*)</source>
        <translation>项目和运行 (*.weir *.weirrun);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Projects (*.weir)</source>
        <translation>项目 (*.weir)</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>“%1” has unsaved changes. Save them?</source>
        <translation>“%1”有未保存的更改。要保存吗？</translation>
    </message>
    <message>
        <source>Changed by another program</source>
        <translation>已被其他程序修改</translation>
    </message>
    <message>
        <source>“%1” was changed by another program since it was opened here. Saving over it loses those changes.</source>
        <translation>“%1”在此处打开后被其他程序修改过。覆盖保存会丢失那些修改。</translation>
    </message>
    <message>
        <source>Save Over It</source>
        <translation>覆盖保存</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>weir::RepeatsDialog</name>
    <message>
        <source>pass: %1</source>
        <translation>通过：%1</translation>
    </message>
    <message>
        <source>fail: %1</source>
        <translation>未通过：%1</translation>
    </message>
    <message>
        <source>invalid: %1</source>
        <translation>无效：%1</translation>
    </message>
    <message>
        <source>incomplete: %1</source>
        <translation>未完成：%1</translation>
    </message>
    <message>
        <source>Spread between runs</source>
        <translation>多次运行之间的波动</translation>
    </message>
    <message>
        <source>One run tells how its own requests differ. Only several runs tell how far the whole figure moves when nothing but the seed changes.</source>
        <translation>单次运行只能看出其中各请求的差异；只有多次运行才能看出，除种子外一切不变时，整个数据会变动多少。</translation>
    </message>
    <message>
        <source>Figures over the runs</source>
        <translation>多次运行的数据</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>保存为 CSV…</translation>
    </message>
    <message>
        <source>Save the table as comma-separated values</source>
        <translation>将表格保存为逗号分隔的数据</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window (Esc); the runs stay saved</source>
        <translation>关闭此窗口 (Esc)；运行记录仍会保留</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>%1 次运行，计划 %2 次</translation>
    </message>
    <message>
        <source>Runs: %1</source>
        <translation>运行：%1</translation>
    </message>
    <message>
        <source>seeds %1 to %2</source>
        <translation>种子 %1 至 %2</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
</context>
<context>
    <name>weir::RepeatsModel</name>
    <message>
        <source>In a run at least only a lower bound of it is known, so its mean is one as well.</source>
        <translation>至少有一次运行只知道它的下限，因此均值也只是下限。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>As in the summary of one run; times in milliseconds</source>
        <translation>与单次运行的摘要相同；时间以毫秒计</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Of the runs</source>
        <translation>取自各次运行</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Standard deviation between the runs</source>
        <translation>各次运行之间的标准差</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Lower end of the mean&apos;s 95 % interval, by Student&apos;s t over the runs</source>
        <translation>均值 95 % 区间的下端，按各次运行的 Student t 分布计算</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Upper end of the mean&apos;s 95 % interval, by Student&apos;s t over the runs</source>
        <translation>均值 95 % 区间的上端，按各次运行的 Student t 分布计算</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>That have this figure</source>
        <translation>含有此数据的运行数</translation>
    </message>
</context>
<context>
    <name>weir::ReplicasModel</name>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%1 / %2 个 Token</translation>
    </message>
    <message>
        <source>any number of</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Its share of requests against that of a replica that is warm</source>
        <translation>与已预热副本相比，它接收请求的比例</translation>
    </message>
    <message>
        <source>How busy its GPU was in the last second</source>
        <translation>最近一秒其 GPU 的利用率</translation>
    </message>
    <message>
        <source>How full its KV cache is</source>
        <translation>其 KV 缓存的占用率</translation>
    </message>
    <message>
        <source>Mean time of its answers</source>
        <translation>其回答的平均时间</translation>
    </message>
    <message>
        <source>KV</source>
        <translation>KV</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答时间</translation>
    </message>
</context>
<context>
    <name>weir::RequestEditor</name>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Shown in the tree and in results.</source>
        <translation>显示在树和结果中。</translation>
    </message>
    <message>
        <source>Change the target</source>
        <translation>更改目标</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Which service gets this request.</source>
        <translation>此请求发往哪个服务。</translation>
    </message>
    <message>
        <source>Change the weight</source>
        <translation>更改权重</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Share of this request among all: its weight over the sum of all weights.</source>
        <translation>此请求在全部请求中的占比：其权重除以权重之和。</translation>
    </message>
    <message>
        <source>Change the data</source>
        <translation>更改数据</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The rows whose fields fill the templates below.</source>
        <translation>其字段用于填充下方模板的数据行。</translation>
    </message>
    <message>
        <source>Stream the answer</source>
        <translation>流式返回回答</translation>
    </message>
    <message>
        <source>Change streaming</source>
        <translation>更改流式设置</translation>
    </message>
    <message>
        <source>Off: one whole answer, so there is no time to first token.</source>
        <translation>关闭：一次返回完整回答，因此没有首 Token 延迟。</translation>
    </message>
    <message>
        <source>as the service likes</source>
        <translation>由服务决定</translation>
    </message>
    <message>
        <source>Change the most tokens</source>
        <translation>更改最大 Token 数</translation>
    </message>
    <message>
        <source>Most tokens</source>
        <translation>最大 Token 数</translation>
    </message>
    <message>
        <source>Limit on the answer&apos;s tokens, sent with the request.</source>
        <translation>回答的 Token 数上限，随请求发送。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Change the system prompt</source>
        <translation>更改系统提示词</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>System prompt; may be empty. A template like the prompt.</source>
        <translation>系统提示词，可以为空。与提示词一样是模板。</translation>
    </message>
    <message>
        <source>Change the prompt</source>
        <translation>更改提示词</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>{{field}} takes a field of the data row; {{unique}} is a text that differs for each request.</source>
        <translation>{{field}} 取数据行的一个字段；{{unique}} 是每个请求各不相同的文本。</translation>
    </message>
    <message>
        <source>empty: the vendor&apos;s own body</source>
        <translation>留空：使用厂商自带的请求体</translation>
    </message>
    <message>
        <source>Change the body</source>
        <translation>更改请求体</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>请求体</translation>
    </message>
    <message>
        <source>{{unique}} at the start of the prompt keeps the service&apos;s prefix cache out of the figures.</source>
        <translation>在提示词开头放 {{unique}}，可避免服务的前缀缓存影响数据。</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Change the checks</source>
        <translation>更改检查</translation>
    </message>
    <message>
        <source>What a complete answer must hold; if not, its class is check_failed.</source>
        <translation>完整的回答必须满足的条件；不满足则归为 check_failed。</translation>
    </message>
    <message>
        <source>As it will be sent</source>
        <translation>实际发送内容</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>The data row that fills the templates in this preview.</source>
        <translation>在此预览中填充模板的数据行。</translation>
    </message>
    <message>
        <source>The body rendered with the chosen row.</source>
        <translation>用所选行渲染后的请求体。</translation>
    </message>
    <message>
        <source>The first target</source>
        <translation>第一个目标</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>A whole request body instead of the vendor&apos;s. {{model}}, {{system}}, {{prompt}}, {{max_tokens}} and {{stream}} stand for what is set above.</source>
        <translation>用完整的请求体代替厂商自带的请求体。{{model}}、{{system}}、{{prompt}}、{{max_tokens}} 和 {{stream}} 代表上面的设置。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Change the temperature</source>
        <translation>更改温度</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0: the likeliest word each time, where a service has it so.</source>
        <translation>0：每次取最可能的词（如果服务这样实现）。</translation>
    </message>
    <message>
        <source>Change top p</source>
        <translation>更改 top p</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Draws come from the likeliest words with this share of the probability.</source>
        <translation>从概率之和达到该份额的最可能的词中抽取。</translation>
    </message>
    <message>
        <source>Change the model&apos;s seed</source>
        <translation>更改模型种子</translation>
    </message>
    <message>
        <source>Model&apos;s seed</source>
        <translation>模型种子</translation>
    </message>
    <message>
        <source>Of the model&apos;s own draws; the run&apos;s seed is another.</source>
        <translation>用于模型自身的抽样；运行的种子是另一个。</translation>
    </message>
    <message>
        <source>Change the least tokens</source>
        <translation>更改最少 token 数</translation>
    </message>
    <message>
        <source>Least tokens</source>
        <translation>最少 token 数</translation>
    </message>
    <message>
        <source>The answer has at least so many; few services know it.</source>
        <translation>回答至少有这么多；支持它的服务不多。</translation>
    </message>
    <message>
        <source>Answer up to the limit</source>
        <translation>回答到上限为止</translation>
    </message>
    <message>
        <source>Change where answers end</source>
        <translation>更改回答的结束方式</translation>
    </message>
    <message>
        <source>Asks the model not to end by itself (ignore_eos), so that all answers are as long.</source>
        <translation>要求模型不自行结束（ignore_eos），使所有回答一样长。</translation>
    </message>
    <message>
        <source>Change the reasoning effort</source>
        <translation>更改推理强度</translation>
    </message>
    <message>
        <source>Reasoning effort</source>
        <translation>推理强度</translation>
    </message>
    <message>
        <source>In the service&apos;s word, like low or high.</source>
        <translation>用服务自己的词，例如 low 或 high。</translation>
    </message>
    <message>
        <source>Ends the answer</source>
        <translation>结束回答</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Change the stop texts</source>
        <translation>更改停止文本</translation>
    </message>
    <message>
        <source>Stop texts</source>
        <translation>停止文本</translation>
    </message>
    <message>
        <source>The answer ends before the first of these texts.</source>
        <translation>回答在其中第一个文本之前结束。</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Change the tools</source>
        <translation>更改工具</translation>
    </message>
    <message>
        <source>A list of tools in the service&apos;s own form.</source>
        <translation>工具列表，采用服务自己的格式。</translation>
    </message>
    <message>
        <source>Response format</source>
        <translation>回答格式</translation>
    </message>
    <message>
        <source>Change the response format</source>
        <translation>更改回答格式</translation>
    </message>
    <message>
        <source>An object in the service&apos;s own form, such as a JSON schema.</source>
        <translation>对象，采用服务自己的格式，例如 JSON schema。</translation>
    </message>
    <message>
        <source>Extra body</source>
        <translation>附加请求体</translation>
    </message>
    <message>
        <source>Change the extra body</source>
        <translation>更改附加请求体</translation>
    </message>
    <message>
        <source>Merged into the body, whoever wrote it; null takes a member out.</source>
        <translation>合并进请求体，无论它由谁编写；null 会去掉一个成员。</translation>
    </message>
    <message>
        <source>always the same limit</source>
        <translation>始终使用同一上限</translation>
    </message>
    <message>
        <source>Change the answers&apos; lengths</source>
        <translation>更改回答长度</translation>
    </message>
    <message>
        <source>Answer lengths</source>
        <translation>回答长度</translation>
    </message>
    <message>
        <source>In place of the limit, a length for each request: 512, 100-1000, normal:550,150, lognormal:550,150, 1-128=3,129-512=1 (lengths and weights), row:FIELD.</source>
        <translation>代替上限，为每个请求取一个长度：512、100-1000、normal:550,150、lognormal:550,150、1-128=3,129-512=1（长度与权重）、row:FIELD。</translation>
    </message>
    <message>
        <source>as long as its text</source>
        <translation>与其文本一样长</translation>
    </message>
    <message>
        <source>Change the prompts&apos; lengths</source>
        <translation>更改提示词长度</translation>
    </message>
    <message>
        <source>Prompt lengths</source>
        <translation>提示词长度</translation>
    </message>
    <message>
        <source>Tokens of the prompt, which {{filler}} in it fills up; written like the answers&apos; lengths.</source>
        <translation>提示词的 Token 数，由其中的 {{filler}} 补足；写法与回答长度相同。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Change the pictures</source>
        <translation>更改图片</translation>
    </message>
    <message>
        <source>Sent with the prompt: files of at most 16 MiB, from the project&apos;s folder, or https addresses. {{field}} takes one of the data row.</source>
        <translation>随提示词发送：项目文件夹中不超过 16 MiB 的文件，或 https 地址。{{field}} 取自数据行。</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Change the sounds</source>
        <translation>更改声音</translation>
    </message>
    <message>
        <source>The same for services that listen.</source>
        <translation>同上，用于能听声音的服务。</translation>
    </message>
    <message>
        <source>Pictures: file or address</source>
        <translation>图片：文件或地址</translation>
    </message>
    <message>
        <source>Sounds: file or address</source>
        <translation>音频：文件或地址</translation>
    </message>
</context>
<context>
    <name>weir::RequestsModel</name>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Intended (s)</source>
        <translation>计划时刻 (s)</translation>
    </message>
    <message>
        <source>Slip (ms)</source>
        <translation>滞后 (ms)</translation>
    </message>
    <message>
        <source>TTFB (ms)</source>
        <translation>TTFB (ms)</translation>
    </message>
    <message>
        <source>TTFT (ms)</source>
        <translation>TTFT (ms)</translation>
    </message>
    <message>
        <source>TPOT (ms)</source>
        <translation>TPOT (ms)</translation>
    </message>
    <message>
        <source>E2E (ms)</source>
        <translation>E2E (ms)</translation>
    </message>
    <message>
        <source>Longest gap (ms)</source>
        <translation>最长间隔 (ms)</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>数据块</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>weir::RequestsView</name>
    <message>
        <source>Requests of the run</source>
        <translation>本次运行的请求</translation>
    </message>
    <message>
        <source>One row an attempt; select one to see its waterfall</source>
        <translation>每行为一次尝试；选中后显示其瀑布图</translation>
    </message>
    <message>
        <source>Class to show</source>
        <translation>要显示的类别</translation>
    </message>
    <message>
        <source>Show only requests that ended in one way</source>
        <translation>只显示以某种方式结束的请求</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>保存为 CSV</translation>
    </message>
    <message>
        <source>Save the rows shown, in the order shown, as comma-separated values</source>
        <translation>将显示的各行按显示顺序保存为逗号分隔值</translation>
    </message>
    <message>
        <source>Save the table as CSV</source>
        <translation>将表格保存为 CSV</translation>
    </message>
    <message>
        <source>Body of the answer</source>
        <translation>响应体</translation>
    </message>
    <message>
        <source>The first bytes of a failed answer&apos;s body; of a good one where the scenario stores answers</source>
        <translation>失败请求的响应体的前若干字节；若场景保存回答，则也包括成功的请求</translation>
    </message>
    <message>
        <source>No body was kept for this request.</source>
        <translation>此请求没有保留响应体。</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>显示 %1 项</translation>
    </message>
    <message>
        <source>; the file holds %1, the first %2 are loaded</source>
        <translation>；文件中有 %1 项，已加载前 %2 项</translation>
    </message>
    <message>
        <source> · finish reason %1</source>
        <translation> · 结束原因 %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Select a request to see its waterfall and body.</source>
        <translation>选择一个请求以查看其瀑布图和响应体。</translation>
    </message>
</context>
<context>
    <name>weir::RowsEdit</name>
    <message>
        <source>+ Add</source>
        <translation>+ 添加</translation>
    </message>
    <message>
        <source>Add a row: %1</source>
        <translation>添加一行：%1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the selected row (Del)</source>
        <translation>移除所选行 (Del)</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the selected row up</source>
        <translation>将所选行上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the selected row down</source>
        <translation>将所选行下移</translation>
    </message>
</context>
<context>
    <name>weir::RunDetails</name>
    <message>
        <source>%1 · %2 · seed %3 · transport %4 · run %5</source>
        <translation>%1 · %2 · 种子 %3 · 传输层 %4 · 运行 %5</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Parts of the run</source>
        <translation>运行的各部分</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>所有运行</translation>
    </message>
    <message>
        <source>Back to the list of runs</source>
        <translation>返回运行列表</translation>
    </message>
    <message>
        <source>Progress of loading</source>
        <translation>加载进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Stop loading this run</source>
        <translation>停止加载此运行</translation>
    </message>
    <message>
        <source>Cancel loading</source>
        <translation>中止加载</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Verdict of the run</source>
        <translation>运行的结论</translation>
    </message>
</context>
<context>
    <name>weir::RunView</name>
    <message>
        <source>Phase of the run</source>
        <translation>运行的阶段</translation>
    </message>
    <message>
        <source>Result of the last export</source>
        <translation>最近一次导出的结果</translation>
    </message>
    <message>
        <source>Export page</source>
        <translation>导出页面</translation>
    </message>
    <message>
        <source>Save all tiles and charts as one PNG picture</source>
        <translation>将所有指标卡和图表保存为一张 PNG 图片</translation>
    </message>
    <message>
        <source>Export the page as a picture</source>
        <translation>将页面导出为图片</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>phases, marks, errors and warnings</source>
        <translation>阶段、标记、错误和警告</translation>
    </message>
    <message>
        <source>Events of the run</source>
        <translation>运行的事件</translation>
    </message>
    <message>
        <source>Phases, marks, errors and warnings with their time since the run&apos;s start</source>
        <translation>阶段、标记、错误和警告，及其距运行开始的时间</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>未能保存：%1</translation>
    </message>
    <message>
        <source>Certificate not checked</source>
        <translation>证书未检查</translation>
    </message>
</context>
<context>
    <name>weir::RunsModel</name>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>no summary</source>
        <translation>无摘要</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>TTFT p50 (ms)</source>
        <translation>TTFT p50 (ms)</translation>
    </message>
    <message>
        <source>TTFT p99 (ms)</source>
        <translation>TTFT p99 (ms)</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>请求/s</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>The run was stopped before its end. Its figures are those of the part that ran.</source>
        <translation>运行在结束前被停止。其数字仅涵盖已运行的部分。</translation>
    </message>
    <message>
        <source>The run did not come to its end: Weir was ended, or the machine went down. Its figures are those of what was saved until then.</source>
        <translation>运行未到结束：Weir 被终止，或机器停机。其数字仅涵盖此前已保存的部分。</translation>
    </message>
</context>
<context>
    <name>weir::RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Saved runs</source>
        <translation>已保存的运行</translation>
    </message>
    <message>
        <source>Double-click or Enter opens a run; F2 edits its tags or note; Delete removes it</source>
        <translation>双击或回车打开运行；F2 编辑其标签或备注；Delete 将其删除</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Filter by any text</source>
        <translation>按任意文本筛选</translation>
    </message>
    <message>
        <source>Filter of the runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Show only runs in which any column holds this text</source>
        <translation>只显示任一列含有此文本的运行</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open a run file from any folder</source>
        <translation>打开任意文件夹中的运行文件</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>保存为 CSV</translation>
    </message>
    <message>
        <source>Save the list as comma-separated values</source>
        <translation>将列表保存为逗号分隔值</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Read the folder again</source>
        <translation>重新读取文件夹</translation>
    </message>
    <message>
        <source>Reading the saved runs…</source>
        <translation>正在读取已保存的运行…</translation>
    </message>
    <message>
        <source>No saved runs in %1 yet. Every run is saved there by itself when it starts.</source>
        <translation>%1 中还没有已保存的运行。每次运行开始时都会自动保存到此处。</translation>
    </message>
    <message>
        <source>%1 of %2 runs match</source>
        <translation>符合条件的运行：%1 / %2</translation>
    </message>
    <message>
        <source>Runs: %1 · %2</source>
        <translation>运行：%1 · %2</translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation>打开运行</translation>
    </message>
    <message>
        <source>Runs of Weir (*.weirrun)</source>
        <translation>Weir 运行 (*.weirrun)</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>已删除 %1</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Edit tags…</source>
        <translation>编辑标签…</translation>
    </message>
    <message>
        <source>Edit note…</source>
        <translation>编辑备注…</translation>
    </message>
    <message>
        <source>Delete the selected runs; this can be undone</source>
        <translation>删除所选运行记录；可以撤销</translation>
    </message>
    <message>
        <source>Deleted runs: %1</source>
        <translation>已删除 %1 条运行记录</translation>
    </message>
</context>
<context>
    <name>weir::SaveDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
</context>
<context>
    <name>weir::ScenarioDocument</name>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
</context>
<context>
    <name>weir::ScenarioTree</name>
    <message>
        <source>Parts of the scenario</source>
        <translation>场景的各部分</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add an element to the group (Ins)</source>
        <translation>向分组中添加元素 (Ins)</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Duplicate the element (Ctrl+D)</source>
        <translation>复制元素 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the element (Del)</source>
        <translation>移除元素 (Del)</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename the element (F2)</source>
        <translation>重命名元素 (F2)</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>添加到“%1”</translation>
    </message>
    <message>
        <source>Duplicate “%1”</source>
        <translation>复制“%1”</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>移除“%1”</translation>
    </message>
</context>
<context>
    <name>weir::ScenarioTreeModel</name>
    <message>
        <source>Rename “%1”</source>
        <translation>重命名“%1”</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>达标条件</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>%1 groups</source>
        <translation>%1 个组</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>up to %1 /s</source>
        <translation>最高 %1 /s</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>最多 %1</translation>
    </message>
</context>
<context>
    <name>weir::SeedEdit</name>
    <message>
        <source>A whole number from 0 to 18446744073709551615 is needed.</source>
        <translation>需要 0 至 18446744073709551615 之间的整数。</translation>
    </message>
</context>
<context>
    <name>weir::ServicePage</name>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>The scenario has no target yet: add one on the Compose page.</source>
        <translation>场景还没有目标：请在“编排”页添加一个。</translation>
    </message>
    <message>
        <source>Use the reference service as target</source>
        <translation>将参考服务设为目标</translation>
    </message>
    <message>
        <source>“%1” now points at %2. Undo takes it back.</source>
        <translation>“%1”现在指向 %2。可撤销。</translation>
    </message>
</context>
<context>
    <name>weir::ServiceSetup</name>
    <message>
        <source>Reference service</source>
        <translation>参考服务</translation>
    </message>
    <message>
        <source>HTTPS</source>
        <translation>HTTPS</translation>
    </message>
    <message>
        <source>Use as target</source>
        <translation>设为目标</translation>
    </message>
    <message>
        <source>Point the scenario&apos;s target at this service, as one step that can be undone</source>
        <translation>让场景的目标指向此服务，可一步撤销</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>A configuration that comes with Weir, or a loaded file</source>
        <translation>Weir 自带的配置，或载入的文件</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Where the service listens on this machine; empty: any free port</source>
        <translation>服务在本机监听的端口；留空：任一空闲端口</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed makes the same answers; empty: the preset&apos;s own</source>
        <translation>相同的种子产生相同的回答；留空：使用预设自带的种子</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Where the key is that requests need: env:NAME or file:PATH; empty: none</source>
        <translation>请求所需密钥的位置：env:NAME 或 file:PATH；留空：不需要</translation>
    </message>
    <message>
        <source>Serve with a certificate that is made at the start</source>
        <translation>使用启动时生成的证书提供服务</translation>
    </message>
    <message>
        <source>Why the service does not run</source>
        <translation>服务未能运行的原因</translation>
    </message>
    <message>
        <source>URL, once it runs</source>
        <translation>运行后显示 URL</translation>
    </message>
    <message>
        <source>Where the service can be reached from this machine</source>
        <translation>在本机访问此服务的地址</translation>
    </message>
    <message>
        <source>URL of the service</source>
        <translation>服务的 URL</translation>
    </message>
    <message>
        <source>Copy the URL</source>
        <translation>复制 URL</translation>
    </message>
    <message>
        <source>Load configuration…</source>
        <translation>载入配置…</translation>
    </message>
    <message>
        <source>Take the configuration of a JSON file</source>
        <translation>采用 JSON 文件中的配置</translation>
    </message>
    <message>
        <source>Save configuration…</source>
        <translation>保存配置…</translation>
    </message>
    <message>
        <source>Write this configuration as a JSON file; without port and key</source>
        <translation>将此配置写为 JSON 文件；不含端口和密钥</translation>
    </message>
    <message>
        <source>Load a configuration</source>
        <translation>载入配置</translation>
    </message>
    <message>
        <source>Configurations (*.json)</source>
        <translation>配置 (*.json)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop the service</source>
        <translation>停止服务</translation>
    </message>
    <message>
        <source>Start the service</source>
        <translation>启动服务</translation>
    </message>
    <message>
        <source>Stop the service; open answers break off</source>
        <translation>停止服务；未完成的回答会中断</translation>
    </message>
    <message>
        <source>Start the service on this machine</source>
        <translation>在本机启动服务</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>preset&apos;s</source>
        <translation>预设值</translation>
    </message>
</context>
<context>
    <name>weir::ServiceTiles</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answers that were completed, a second</source>
        <translation>每秒完成的回答数</translation>
    </message>
    <message>
        <source>%1 of %2 refused</source>
        <translation>%2 个中拒绝 %1 个</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Requests that are being served</source>
        <translation>正在处理的请求</translation>
    </message>
    <message>
        <source>of %1 places</source>
        <translation>共 %1 个名额</translation>
    </message>
    <message>
        <source>no bound</source>
        <translation>无上限</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Requests in the queue, those at their replica included</source>
        <translation>队列中的请求，含在副本处等待的</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Tokens that were made, a second</source>
        <translation>每秒产生的 Token 数</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>How busy the replicas&apos; GPUs were in the last second; below: since the start</source>
        <translation>最近一秒各副本 GPU 的利用率；下方：启动以来</translation>
    </message>
    <message>
        <source>mean %1 %</source>
        <translation>平均 %1 %</translation>
    </message>
    <message>
        <source>Cache hits</source>
        <translation>缓存命中</translation>
    </message>
    <message>
        <source>Answers from the result cache; below: its entries, and prompt tokens that the prefix cache knew</source>
        <translation>来自结果缓存的回答；下方：缓存条目数，以及前缀缓存已有的提示词 Token</translation>
    </message>
    <message>
        <source>%1 entries, prefix %2 %</source>
        <translation>%1 条，前缀 %2 %</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Replicas that take requests; below: how many are wanted</source>
        <translation>接收请求的副本数；下方：期望的副本数</translation>
    </message>
    <message>
        <source>%1 wanted</source>
        <translation>期望 %1 个</translation>
    </message>
</context>
<context>
    <name>weir::ServiceView</name>
    <message>
        <source>Replicas</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>state and load of each one</source>
        <translation>每个副本的状态和负载</translation>
    </message>
    <message>
        <source>Each replica with its state and load, as soon as the service runs</source>
        <translation>服务启动后，这里显示每个副本的状态和负载</translation>
    </message>
    <message>
        <source>This configuration has no replicas: every answer keeps a pace of its own</source>
        <translation>此配置没有副本：每个回答按自己的节奏输出</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>scaling, replicas, drills, caches</source>
        <translation>扩缩、副本、演练、缓存</translation>
    </message>
    <message>
        <source>Scaling decisions, lost replicas and drills, when there are any</source>
        <translation>若有扩缩决定、副本丢失或演练，这里逐条列出</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>scaled %1</source>
        <translation>扩缩：%1</translation>
    </message>
</context>
<context>
    <name>weir::ServiceWords</name>
    <message>
        <source>GPU use</source>
        <translation>GPU 利用率</translation>
    </message>
    <message>
        <source>waiting a replica</source>
        <translation>每副本等待数</translation>
    </message>
    <message>
        <source>requests/s a replica</source>
        <translation>每副本请求/s</translation>
    </message>
    <message>
        <source>KV cache use</source>
        <translation>KV 缓存利用率</translation>
    </message>
    <message>
        <source>scaling</source>
        <translation>扩缩</translation>
    </message>
    <message>
        <source>replica</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>breaker</source>
        <translation>熔断</translation>
    </message>
    <message>
        <source>cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Reset at once</source>
        <translation>立即重置</translation>
    </message>
    <message>
        <source>Reset before</source>
        <translation>首字节前重置</translation>
    </message>
    <message>
        <source>Reset inside</source>
        <translation>中途重置</translation>
    </message>
    <message>
        <source>Truncate</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Stall</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source>Bad JSON</source>
        <translation>错误 JSON</translation>
    </message>
    <message>
        <source>Bad chunk</source>
        <translation>错误分块</translation>
    </message>
    <message>
        <source>Rate limit</source>
        <translation>限流</translation>
    </message>
    <message>
        <source>HTTP 500</source>
        <translation>HTTP 500</translation>
    </message>
    <message>
        <source>Business code</source>
        <translation>业务错误码</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空回答</translation>
    </message>
    <message>
        <source>The connection is reset as soon as the request&apos;s header has arrived.</source>
        <translation>请求头一到达，连接即被重置。</translation>
    </message>
    <message>
        <source>The connection is reset when the first token is due, before any byte.</source>
        <translation>应输出首个 Token 时，连接在任何字节之前被重置。</translation>
    </message>
    <message>
        <source>The connection is reset after some tokens.</source>
        <translation>输出若干 Token 后，连接被重置。</translation>
    </message>
    <message>
        <source>Some tokens, then a clean end without finish reason and [DONE].</source>
        <translation>输出若干 Token 后正常结束，但没有结束原因和 [DONE]。</translation>
    </message>
    <message>
        <source>Some tokens, then silence until the client leaves.</source>
        <translation>输出若干 Token 后静默，直到客户端离开。</translation>
    </message>
    <message>
        <source>One event that is not JSON; the rest is as it should be.</source>
        <translation>有一个事件不是 JSON，其余正常。</translation>
    </message>
    <message>
        <source>Some tokens, then a chunk size that is no number, and the end.</source>
        <translation>输出若干 Token 后，分块长度不是数字，随即结束。</translation>
    </message>
    <message>
        <source>Status 429 with Retry-After.</source>
        <translation>状态 429，带 Retry-After。</translation>
    </message>
    <message>
        <source>Status 500 with an error object.</source>
        <translation>状态 500，带错误对象。</translation>
    </message>
    <message>
        <source>Status 200, but the body is an error with a code of its own.</source>
        <translation>状态 200，但响应体是带自有代码的错误。</translation>
    </message>
    <message>
        <source>A proper stream with finish reason and [DONE], and not one token.</source>
        <translation>完整的流，有结束原因和 [DONE]，但没有一个 Token。</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动中</translation>
    </message>
    <message>
        <source>warming up</source>
        <translation>预热中</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>tripped</source>
        <translation>已熔断</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>已隔离</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>已丢失</translation>
    </message>
    <message>
        <source>leaving</source>
        <translation>退出中</translation>
    </message>
    <message>
        <source>Cold start: it takes no request yet.</source>
        <translation>冷启动：暂不接收请求。</translation>
    </message>
    <message>
        <source>It takes the share of requests that its weight gives it.</source>
        <translation>按权重接收相应比例的请求。</translation>
    </message>
    <message>
        <source>It takes its full share of requests.</source>
        <translation>接收全部应得的请求。</translation>
    </message>
    <message>
        <source>The circuit breaker keeps requests away from it.</source>
        <translation>熔断器使请求不再发往它。</translation>
    </message>
    <message>
        <source>A partition keeps requests away from it.</source>
        <translation>网络分区使请求无法到达它。</translation>
    </message>
    <message>
        <source>It is gone until its repair.</source>
        <translation>修复之前不可用。</translation>
    </message>
    <message>
        <source>Scaled down: it finishes what it has.</source>
        <translation>正在缩容：处理完手头的请求。</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Slow network</source>
        <translation>慢速网络</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>网络分区</translation>
    </message>
    <message>
        <source>Replica loss</source>
        <translation>副本丢失</translation>
    </message>
    <message>
        <source>Exhaustion</source>
        <translation>资源耗尽</translation>
    </message>
    <message>
        <source>Every byte takes longer on its way, in both directions.</source>
        <translation>双向的每个字节都要更久才能到达。</translation>
    </message>
    <message>
        <source>Each connection carries only so many bytes a second.</source>
        <translation>每条连接每秒只能传送有限的字节。</translation>
    </message>
    <message>
        <source>A share of clients or replicas can&apos;t be reached; nothing is lost.</source>
        <translation>部分客户端或副本无法到达；不丢失数据。</translation>
    </message>
    <message>
        <source>Replicas die with what they run, and come back cold.</source>
        <translation>副本连同正在处理的请求一起消失，之后冷启动恢复。</translation>
    </message>
    <message>
        <source>A share of a resource is gone.</source>
        <translation>某种资源缺失一部分。</translation>
    </message>
    <message>
        <source>by the autoscaler: %1, target %2</source>
        <translation>自动扩缩：%1，目标 %2</translation>
    </message>
    <message>
        <source>by the autoscaler: %1 as forecast, target %2</source>
        <translation>自动扩缩：预测 %1，目标 %2</translation>
    </message>
    <message>
        <source>by the autoscaler, rules: %1</source>
        <translation>自动扩缩：%1 条规则</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
</context>
<context>
    <name>weir::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Colours of the window</source>
        <translation>窗口的颜色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>窗口的语言</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window (Esc)</source>
        <translation>关闭此窗口（Esc）</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
</context>
<context>
    <name>weir::SettingsEditor</name>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Change the scenario&apos;s name</source>
        <translation>更改场景名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Shown in runs, summaries and exports.</source>
        <translation>显示在运行、摘要和导出文件中。</translation>
    </message>
    <message>
        <source>Change the description</source>
        <translation>更改说明</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What the scenario is for; a note for people.</source>
        <translation>场景的用途；供人阅读的备注。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>a new one for each run</source>
        <translation>每次运行取新值</translation>
    </message>
    <message>
        <source>Change the seed</source>
        <translation>更改种子</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed gives the same plan: arrivals, requests, rows, think times.</source>
        <translation>相同的种子产生相同的计划：到达、请求、数据行、思考时间。</translation>
    </message>
    <message>
        <source>Qt network access</source>
        <translation>Qt 网络访问</translation>
    </message>
    <message>
        <source>libcurl</source>
        <translation>libcurl</translation>
    </message>
    <message>
        <source>Change the transport</source>
        <translation>更改传输层</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输层</translation>
    </message>
    <message>
        <source>What moves the bytes. libcurl needs less processor time for many streams and tells more ends apart.</source>
        <translation>负责收发数据的组件。流很多时，libcurl 占用的处理器时间更少，并能区分更多的结束方式。</translation>
    </message>
    <message>
        <source>Stamps of the kernel</source>
        <translation>内核时间戳</translation>
    </message>
    <message>
        <source>Change the stamps</source>
        <translation>更改时间戳</translation>
    </message>
    <message>
        <source>chosen from the load and the machine</source>
        <translation>根据负载和本机自动选择</translation>
    </message>
    <message>
        <source>Change the workers</source>
        <translation>更改工作线程</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>Threads that send requests and read streams.</source>
        <translation>发送请求并读取流的线程数。</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Change the recording</source>
        <translation>更改记录内容</translation>
    </message>
    <message>
        <source>Time of every chunk</source>
        <translation>每个数据块的时间</translation>
    </message>
    <message>
        <source>Needed for waterfalls and for other tools&apos; definitions; a few bytes each.</source>
        <translation>瀑布图和其他工具的口径需要它；每个数据块只占几个字节。</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Keep every prompt in the run file.</source>
        <translation>在运行文件中保留每条提示词。</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Keep every answer in the run file.</source>
        <translation>在运行文件中保留每个回答。</translation>
    </message>
    <message>
        <source>Change the salt</source>
        <translation>更改盐值</translation>
    </message>
    <message>
        <source>Salt</source>
        <translation>盐值</translation>
    </message>
    <message>
        <source>What {{unique}} is made of beside the seed. A new one for each run keeps prompts out of the service&apos;s cache; the one that a run recorded repeats its prompts exactly.</source>
        <translation>{{unique}} 除种子外的来源。每次运行换一个新值，提示词就不会命中服务的缓存；用某次运行记录的值，则可原样重复其提示词。</translation>
    </message>
    <message>
        <source>Change the largest event</source>
        <translation>更改最大事件</translation>
    </message>
    <message>
        <source>Largest event</source>
        <translation>最大事件</translation>
    </message>
    <message>
        <source>What one event, one line or a whole answer may have; beyond it the request ends as a local_error. Images and audio need more.</source>
        <translation>单个事件、单行或整个回答可有的大小；超出时请求以 local_error 结束。图像和音频需要更大的值。</translation>
    </message>
    <message>
        <source>When the kernel received bytes, not when they were read. Over HTTP/1.1; with Qt not over TLS.</source>
        <translation>取内核收到字节的时刻，而不是读到的时刻。适用于 HTTP/1.1；用 Qt 时不含 TLS。</translation>
    </message>
</context>
<context>
    <name>weir::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Esc closes this window</source>
        <translation>Esc 关闭此窗口</translation>
    </message>
</context>
<context>
    <name>weir::StatusLine</name>
    <message>
        <source>Saved just now</source>
        <translation>刚刚保存</translation>
    </message>
    <message>
        <source>Saved %1 min ago</source>
        <translation>%1 分钟前保存</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>保存于 %1</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>发压端</translation>
    </message>
    <message>
        <source>Generator&apos;s figures</source>
        <translation>发压端数据</translation>
    </message>
    <message>
        <source>Built-in service</source>
        <translation>内置服务</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存状态</translation>
    </message>
    <message>
        <source>When the project, or during a run its file, was saved last</source>
        <translation>项目（运行期间为运行文件）上次保存的时间</translation>
    </message>
    <message>
        <source>Generator healthy</source>
        <translation>发压端正常</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Built-in service running</source>
        <translation>内置服务运行中</translation>
    </message>
    <message>
        <source>Built-in service stopped</source>
        <translation>内置服务已停止</translation>
    </message>
    <message>
        <source>Run file %1</source>
        <translation>运行文件 %1</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Whether Weir itself keeps up; if not, the figures are not the service&apos;s. Run &gt; Calibrate… measures how far they are off when it does.</source>
        <translation>Weir 自身能否跟上；如果不能，数据就不代表服务。“运行 &gt; 校准…”可测量跟得上时数据的偏差。</translation>
    </message>
    <message>
        <source>Weir&apos;s own reference service: that of the Service page, and that of a run as long as it needs one</source>
        <translation>Weir 自带的参考服务：“服务”页的服务，以及运行需要时的服务</translation>
    </message>
    <message>
        <source>Built-in service: %1 on port %2</source>
        <translation>内置服务：%1，端口 %2</translation>
    </message>
</context>
<context>
    <name>weir::SteeringBar</name>
    <message>
        <source>load paused</source>
        <translation>负载已暂停</translation>
    </message>
    <message>
        <source>load × %1</source>
        <translation>负载 × %1</translation>
    </message>
    <message>
        <source>%1: %2 /s</source>
        <translation>%1：%2 /s</translation>
    </message>
    <message>
        <source>Load as it is steered</source>
        <translation>当前调节后的负载</translation>
    </message>
    <message>
        <source>Text of a mark</source>
        <translation>标记文字</translation>
    </message>
    <message>
        <source>What the next mark says; Enter sets it</source>
        <translation>下一个标记的文字；按回车设置</translation>
    </message>
    <message>
        <source>Less load</source>
        <translation>减小负载</translation>
    </message>
    <message>
        <source>A tenth less of the planned load</source>
        <translation>比计划负载少一成</translation>
    </message>
    <message>
        <source>More load</source>
        <translation>增大负载</translation>
    </message>
    <message>
        <source>A tenth more than the planned load</source>
        <translation>比计划负载多一成</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause or resume arrivals; what runs goes on</source>
        <translation>暂停或恢复请求到达；进行中的请求继续</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Mark this moment on the time line</source>
        <translation>在时间线上标记此刻</translation>
    </message>
    <message>
        <source>Stop gently</source>
        <translation>平缓停止</translation>
    </message>
    <message>
        <source>Start no more requests; those that run may end</source>
        <translation>不再发出新请求；进行中的请求可以完成</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>立即停止</translation>
    </message>
    <message>
        <source>Cut the requests that run, and end</source>
        <translation>中止进行中的请求并结束</translation>
    </message>
    <message>
        <source>Mark %1</source>
        <translation>标记 %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>weir::StepsCard</name>
    <message>
        <source>Constant rate</source>
        <translation>恒定速率</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>线性爬升</translation>
    </message>
    <message>
        <source>Stairs</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Spread evenly</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>同时发出</translation>
    </message>
    <message>
        <source>Peak in the middle</source>
        <translation>中间高峰</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Constant users</source>
        <translation>恒定用户数</translation>
    </message>
    <message>
        <source>Ramp and hold</source>
        <translation>线性爬升并保持</translation>
    </message>
    <message>
        <source>Stairs: five levels</source>
        <translation>阶梯：五级</translation>
    </message>
    <message>
        <source>Spike: five times the load for 10 s</source>
        <translation>尖峰：五倍负载持续 10 s</translation>
    </message>
    <message>
        <source>Soak: a day</source>
        <translation>长稳：一天</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Lasts</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Ends after</source>
        <translation>结束于</translation>
    </message>
    <message>
        <source>+ Add step</source>
        <translation>+ 添加步骤</translation>
    </message>
    <message>
        <source>Add a step behind the selected one</source>
        <translation>在所选步骤后添加一步</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>添加步骤</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Duplicate the selected step</source>
        <translation>复制所选步骤</translation>
    </message>
    <message>
        <source>Duplicate a step</source>
        <translation>复制步骤</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the selected step</source>
        <translation>移除所选步骤</translation>
    </message>
    <message>
        <source>Remove a step</source>
        <translation>移除步骤</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move the selected step up</source>
        <translation>上移所选步骤</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the selected step down</source>
        <translation>下移所选步骤</translation>
    </message>
    <message>
        <source>Templates ▾</source>
        <translation>模板 ▾</translation>
    </message>
    <message>
        <source>Replace the steps by a ready-made course</source>
        <translation>用现成的负载曲线替换步骤</translation>
    </message>
    <message>
        <source>Use a ready-made course</source>
        <translation>使用现成的负载曲线</translation>
    </message>
    <message>
        <source>Without steps the load is constant for its duration. Steps follow one another, and the load ends with the last.</source>
        <translation>没有步骤时，负载在整个时长内保持恒定。步骤依次进行，最后一步结束时负载结束。</translation>
    </message>
    <message>
        <source>Move a step</source>
        <translation>移动步骤</translation>
    </message>
    <message>
        <source>Change the step&apos;s shape</source>
        <translation>更改步骤形状</translation>
    </message>
    <message>
        <source>What the load does in this step.</source>
        <translation>负载在这一步如何变化。</translation>
    </message>
    <message>
        <source>Change a step</source>
        <translation>更改步骤</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户数</translation>
    </message>
    <message>
        <source>Requests a second; fractions are allowed.</source>
        <translation>每秒请求数，可以是小数。</translation>
    </message>
    <message>
        <source>Users at work at the same time.</source>
        <translation>同时工作的用户数。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>The level at the step&apos;s beginning.</source>
        <translation>步骤开始时的水平。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>The level at the step&apos;s end.</source>
        <translation>步骤结束时的水平。</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求数</translation>
    </message>
    <message>
        <source>Requests of this step in all.</source>
        <translation>这一步的请求总数。</translation>
    </message>
    <message>
        <source>First level</source>
        <translation>第一级</translation>
    </message>
    <message>
        <source>Empty: one increment.</source>
        <translation>留空：等于增量。</translation>
    </message>
    <message>
        <source>the increment</source>
        <translation>等于增量</translation>
    </message>
    <message>
        <source>Increment</source>
        <translation>增量</translation>
    </message>
    <message>
        <source>From each level to the next; negative leads down.</source>
        <translation>每级与下一级之差；负数为下降。</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>级数</translation>
    </message>
    <message>
        <source>How many levels there are.</source>
        <translation>共有多少级。</translation>
    </message>
    <message>
        <source>Each lasts</source>
        <translation>每级持续</translation>
    </message>
    <message>
        <source>How long each level is held.</source>
        <translation>每级保持多久。</translation>
    </message>
    <message>
        <source>Ramps between</source>
        <translation>级间线性爬升</translation>
    </message>
    <message>
        <source>How long the way from one level to the next takes; 0 jumps.</source>
        <translation>从一级到下一级所用的时间；0 为跳变。</translation>
    </message>
    <message>
        <source>How long the step takes.</source>
        <translation>这一步持续多久。</translation>
    </message>
    <message>
        <source>a moment</source>
        <translation>瞬间</translation>
    </message>
    <message>
        <source>The steps in their order. Double-click or F2 edits a cell; the fields below edit all of the selected step.</source>
        <translation>按顺序排列的步骤。双击或 F2 编辑单元格；下方字段编辑所选步骤的全部内容。</translation>
    </message>
    <message>
        <source>This stands for no value; the step stays as it was.</source>
        <translation>此文本不是有效的值；步骤保持不变。</translation>
    </message>
</context>
<context>
    <name>weir::SummaryView</name>
    <message>
        <source>Pass</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Invalid: the generator can&apos;t vouch for the figures</source>
        <translation>无效：发压端无法为数据担保</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Figures of the run</source>
        <translation>运行的指标</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>警告：%1</translation>
    </message>
    <message>
        <source>No error bars: %1. Run &gt; Calibrate… measures them.</source>
        <translation>没有误差范围：%1。可用“运行 &gt; 校准…”测量。</translation>
    </message>
    <message>
        <source>Error bars by the calibration of %1 at %2 streams: time to first token ± %3 · gap between chunks ± %4 · start of a request ± %5</source>
        <translation>误差范围（%1 校准，%2 个流）：首 Token 延迟 ± %3 · 数据块间隔 ± %4 · 请求开始时间 ± %5</translation>
    </message>
    <message>
        <source>99 of 100 figures of the calibration were off by no more than this; docs/calibration.md has the rules</source>
        <translation>校准中 100 个数据有 99 个偏差不超过此值；规则见 docs/calibration.md</translation>
    </message>
    <message>
        <source>Levels of the load</source>
        <translation>负载的各级</translation>
    </message>
    <message>
        <source>The figures of every level of a stepped load; the summary covers the last one</source>
        <translation>阶梯负载每一级的指标；摘要涵盖最后一级</translation>
    </message>
    <message>
        <source>Incomplete: the run did not come to its end</source>
        <translation>不完整：运行未到终点</translation>
    </message>
    <message>
        <source>%1 planned · %2 started · %3 succeeded · %4 failed · %5 cut · %6 dropped</source>
        <translation>计划 %1 · 发起 %2 · 成功 %3 · 失败 %4 · 中止 %5 · 丢弃 %6</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Of %1 of %2 requests · requests/s: %3 · tokens/s: %4 · goodput: %5 · failed: %6</source>
        <translation>涵盖 %2 个请求中的 %1 个 · 请求/s：%3 · Token/s：%4 · 有效吞吐量：%5 · 失败：%6</translation>
    </message>
    <message>
        <source>Figures of the window that the summary covers, with their 95 % intervals; a question mark tells of too few samples</source>
        <translation>摘要所涵盖时段的指标及其 95 % 区间；问号表示样本太少</translation>
    </message>
    <message>
        <source>Requests that the figures are of</source>
        <translation>指标所涵盖的请求</translation>
    </message>
    <message>
        <source>Whose figures the table shows: of all requests, of one request template or of one target</source>
        <translation>表格显示哪些请求的指标：全部请求、某个请求模板，或某个目标</translation>
    </message>
    <message>
        <source>All requests</source>
        <translation>全部请求</translation>
    </message>
    <message>
        <source>Request “%1”</source>
        <translation>请求“%1”</translation>
    </message>
    <message>
        <source>Target “%1”</source>
        <translation>目标“%1”</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <translation>处理办法：%1</translation>
    </message>
    <message>
        <source>Generator: loop lag p99 %1 · slip p99 %2 · %3 µs CPU/event · %4 events/read · %5 re-sent · %6 throttled · host busy for %7 · memory at most %8 · stale connections: %9</source>
        <translation>发压端：事件循环延迟 p99 %1 · 滞后 p99 %2 · 每事件 %3 µs CPU · 每次读取 %4 个事件 · 重发 %5 · 节流 %6 · 主机繁忙 %7 · 内存最高 %8 · 失效连接 %9</translation>
    </message>
    <message>
        <source>Goals of the run</source>
        <translation>本次运行的达标条件</translation>
    </message>
    <message>
        <source>Every goal with what was measured and how far that is inside the limit</source>
        <translation>每个达标条件的实测值，以及距限值还有多少余量</translation>
    </message>
    <message>
        <source>Group “%1”</source>
        <translation>负载组“%1”</translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation>第 %1 轮</translation>
    </message>
</context>
<context>
    <name>weir::TargetEditor</name>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Requests refer to the target by this name.</source>
        <translation>请求通过此名称引用目标。</translation>
    </message>
    <message>
        <source>Change the URL</source>
        <translation>更改 URL</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Where the service is. The vendor&apos;s path is joined to it. “builtin:” is Weir&apos;s own reference service: no key, no network.</source>
        <translation>服务的地址，厂商的路径会接在其后。“builtin:”是 Weir 自带的参考服务：无需密钥，无需联网。</translation>
    </message>
    <message>
        <source>Change the vendor</source>
        <translation>更改厂商</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>厂商</translation>
    </message>
    <message>
        <source>Whose requests and event streams the service speaks.</source>
        <translation>服务采用哪家厂商的请求和事件流格式。</translation>
    </message>
    <message>
        <source>Change the model</source>
        <translation>更改模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>鉴权</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Bearer: “Authorization: Bearer KEY”</source>
        <translation>Bearer：“Authorization: Bearer KEY”</translation>
    </message>
    <message>
        <source>The key in a header of its own</source>
        <translation>用单独的请求头传递密钥</translation>
    </message>
    <message>
        <source>Change the access scheme</source>
        <translation>更改鉴权方式</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>How the service knows its caller.</source>
        <translation>服务如何识别调用者。</translation>
    </message>
    <message>
        <source>Change the key&apos;s header</source>
        <translation>更改密钥的请求头</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Name of the header that carries the key.</source>
        <translation>携带密钥的请求头名称。</translation>
    </message>
    <message>
        <source>Change the key&apos;s reference</source>
        <translation>更改密钥的引用</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Where the key is, never the key itself.</source>
        <translation>密钥所在的位置，而不是密钥本身。</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>header</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Change the headers</source>
        <translation>更改请求头</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Reuse connections</source>
        <translation>复用连接</translation>
    </message>
    <message>
        <source>Change the reuse of connections</source>
        <translation>更改连接复用</translation>
    </message>
    <message>
        <source>Off: a new connection, and its handshake, for every request.</source>
        <translation>关闭：每个请求都新建连接并重新握手。</translation>
    </message>
    <message>
        <source>HTTP/2</source>
        <translation>HTTP/2</translation>
    </message>
    <message>
        <source>Change HTTP/2</source>
        <translation>更改 HTTP/2</translation>
    </message>
    <message>
        <source>Many streams share one connection, which changes what is measured. Off: HTTP/1.1.</source>
        <translation>多个流共用一个连接，测量的对象会因此改变。关闭：HTTP/1.1。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Change the proxy</source>
        <translation>更改代理</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Stream timers</source>
        <translation>超时设置</translation>
    </message>
    <message>
        <source>Change the timer “%1”</source>
        <translation>更改超时设置“%1”</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Longest time to connect; later is connect_timeout.</source>
        <translation>连接的最长时间；超时归为 connect_timeout。</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首 Token</translation>
    </message>
    <message>
        <source>Longest wait for the first token; later is first_token_timeout. Streamed requests only.</source>
        <translation>等待首个 Token 的最长时间；超时归为 first_token_timeout。仅用于流式请求。</translation>
    </message>
    <message>
        <source>Stall</source>
        <translation>停顿</translation>
    </message>
    <message>
        <source>Longest silence after the first token; longer is stall_timeout.</source>
        <translation>首个 Token 之后的最长静默时间；超时归为 stall_timeout。</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>总时限</translation>
    </message>
    <message>
        <source>Longest time for the whole request; longer is deadline.</source>
        <translation>整个请求的最长时间；超时归为 deadline。</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Change the attempts</source>
        <translation>更改尝试次数</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Attempts in all; 1 means no retry. Each has its own record.</source>
        <translation>总尝试次数；1 表示不重试。每次尝试都有单独的记录。</translation>
    </message>
    <message>
        <source>Change the back-off</source>
        <translation>更改退避时间</translation>
    </message>
    <message>
        <source>Back-off</source>
        <translation>退避时间</translation>
    </message>
    <message>
        <source>Wait before the second attempt; doubles each time.</source>
        <translation>第二次尝试前的等待；之后每次加倍。</translation>
    </message>
    <message>
        <source>Change the jitter</source>
        <translation>更改抖动</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Share of the wait that is random, 0 to 1.</source>
        <translation>等待时间中随机部分的占比，0 至 1。</translation>
    </message>
    <message>
        <source>Change what is retried</source>
        <translation>更改重试条件</translation>
    </message>
    <message>
        <source>Retry on</source>
        <translation>重试条件</translation>
    </message>
    <message>
        <source>Classes of failure that are tried again, separated by commas.</source>
        <translation>需要重试的失败类别，用逗号分隔。</translation>
    </message>
    <message>
        <source>Wait as long as the server asks for</source>
        <translation>按服务要求的时间等待</translation>
    </message>
    <message>
        <source>Change the use of Retry-After</source>
        <translation>更改 Retry-After 的使用</translation>
    </message>
    <message>
        <source>Obeys the response header Retry-After.</source>
        <translation>遵从响应头 Retry-After。</translation>
    </message>
    <message>
        <source>As the vendor wants it</source>
        <translation>按厂商的要求</translation>
    </message>
    <message>
        <source>As the vendor wants it: “%1: KEY”</source>
        <translation>按厂商的要求：“%1: KEY”</translation>
    </message>
    <message>
        <source>As the vendor wants it: usually no key</source>
        <translation>按厂商的要求：通常无需密钥</translation>
    </message>
    <message>
        <source>As the vendor wants it: “Authorization: Bearer KEY”</source>
        <translation>按厂商的要求：“Authorization: Bearer KEY”</translation>
    </message>
    <message>
        <source>none needed</source>
        <translation>无需密钥</translation>
    </message>
    <message>
        <source>Write where the key is: env:NAME for an environment variable, file:PATH for a file, keychain:NAME for the desktop&apos;s keychain (weir-cli key set NAME). Weir reads it when a run starts and never saves it.</source>
        <translation>填写密钥所在的位置：env:NAME 表示环境变量，file:PATH 表示文件，keychain:NAME 表示桌面的钥匙串（weir-cli key set NAME）。Weir 在运行开始时读取，从不保存。</translation>
    </message>
    <message>
        <source>Sent with every request of this target. A value may hold a reference such as env:NAME and template fields such as {{unique}}.</source>
        <translation>随此目标的每个请求发送。值中可以有 env:NAME 这样的引用和 {{unique}} 这样的模板字段。</translation>
    </message>
    <message>
        <source>URL of a proxy: http, socks5 or socks5h; its password may be a reference, as in http://me:env:NAME@host. Empty: none, whatever the system&apos;s settings say.</source>
        <translation>代理的 URL：http、socks5 或 socks5h；其中的密码可以是引用，例如 http://me:env:NAME@host。留空：不用代理，不管系统如何设置。</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>The model&apos;s name as the service knows it; goes into the request. Empty: a run asks the service and takes its only one.</source>
        <translation>服务所用的模型名称，写入请求。留空：运行前询问服务，并采用其唯一的模型。</translation>
    </message>
    <message>
        <source>Hides the preset of the same name (%1).</source>
        <translation>遮住了同名的预设（%1）。</translation>
    </message>
    <message>
        <source>Look at the preset…</source>
        <translation>查看预设…</translation>
    </message>
    <message>
        <source>The vendor&apos;s preset as text, and what it makes of a recorded answer; a preset of your own begins here</source>
        <translation>厂商预设的文本，以及它如何解码录制的回答；自己的预设由此开始</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the tokenizer&apos;s file</source>
        <translation>选择分词器文件</translation>
    </message>
    <message>
        <source>Change the tokenizer</source>
        <translation>修改分词器</translation>
    </message>
    <message>
        <source>Tokenizers (*.json *.tiktoken);;All files (*)</source>
        <translation>分词器 (*.json *.tiktoken);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer.json or .tiktoken file. It counts the tokens of answers whose service tells no usage. Empty: chunks are counted there.</source>
        <translation>模型的 tokenizer.json 或 .tiktoken 文件，用于为不报告用量的服务计算回答的 Token 数。留空：那里以数据块计数。</translation>
    </message>
</context>
<context>
    <name>weir::TileCard</name>
    <message>
        <source>too few samples</source>
        <translation>样本太少</translation>
    </message>
</context>
<context>
    <name>weir::TlsFields</name>
    <message>
        <source>Verify the TLS certificate</source>
        <translation>验证 TLS 证书</translation>
    </message>
    <message>
        <source>Change the TLS verification</source>
        <translation>修改 TLS 验证</translation>
    </message>
    <message>
        <source>Off: nothing proves that it is this service that answers. For a service with a self-signed certificate, name that as the CA instead.</source>
        <translation>关闭后，无法证明回答的就是此服务。对使用自签名证书的服务，请改为将该证书设为 CA。</translation>
    </message>
    <message>
        <source>Certificates of its own</source>
        <translation>自有证书</translation>
    </message>
    <message>
        <source>Shows the fields for a CA that the system does not know, and for a certificate that the service wants to see.</source>
        <translation>显示用于填写系统不认识的 CA 以及服务要求出示的证书的字段。</translation>
    </message>
    <message>
        <source>CA</source>
        <translation>CA</translation>
    </message>
    <message>
        <source>Change the CA</source>
        <translation>修改 CA</translation>
    </message>
    <message>
        <source>Choose the CA&apos;s file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>PEM file of the CA, or of the service&apos;s self-signed certificate: trusted instead of all that the system trusts. Empty: the system&apos;s.</source>
        <translation>CA 或服务的自签名证书的 PEM 文件：取代系统信任的所有证书。留空则使用系统的证书。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Change the client certificate</source>
        <translation>修改客户端证书</translation>
    </message>
    <message>
        <source>Choose the client certificate&apos;s file</source>
        <translation>选择客户端证书文件</translation>
    </message>
    <message>
        <source>PEM file that is shown to a service that asks who is there, its issuers behind it.</source>
        <translation>服务要求时出示的 PEM 文件，签发者的证书写在其后。</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>Change the private key</source>
        <translation>修改私钥</translation>
    </message>
    <message>
        <source>Choose the private key&apos;s file</source>
        <translation>选择私钥文件</translation>
    </message>
    <message>
        <source>Where the private key is, never the key itself: its PEM file or env:NAME, file:PATH, keychain:NAME. Empty: it stands in the certificate&apos;s file.</source>
        <translation>私钥的位置，而不是私钥本身：PEM 文件，或 env:NAME、file:PATH、keychain:NAME。留空则在证书文件中查找。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Change the key&apos;s password</source>
        <translation>修改私钥的密码</translation>
    </message>
    <message>
        <source>Key password</source>
        <translation>私钥密码</translation>
    </message>
    <message>
        <source>Where the password is that the key is locked with, never the password itself: env:NAME, file:PATH or keychain:NAME.</source>
        <translation>锁定私钥的密码的位置，而不是密码本身：env:NAME、file:PATH 或 keychain:NAME。</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM 文件 (*.pem *.crt *.cer *.key);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>weir::TopBar</name>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Try once</source>
        <translation>单次试发</translation>
    </message>
    <message>
        <source>Send one request and look at every event (Ctrl+Enter)</source>
        <translation>发送一个请求并查看每个事件 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>%1, not saved</source>
        <translation>%1，未保存</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>%1 @ %2</source>
        <translation>%1 @ %2</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> 等，另有 %1 个</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>立即停止</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cut what still runs, save and end (Ctrl+.)</source>
        <translation>中止仍在进行的请求，保存并结束 (Ctrl+.)</translation>
    </message>
    <message>
        <source>No new requests; open ones may end within the drain time (Ctrl+.)</source>
        <translation>不再发新请求；未结束的请求可在收尾时间内完成 (Ctrl+.)</translation>
    </message>
    <message>
        <source>Run the scenario (Ctrl+R)</source>
        <translation>运行场景 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Run %1 of %2 · %3</source>
        <translation>第 %1 次运行，共 %2 次 · %3</translation>
    </message>
</context>
<context>
    <name>weir::TraceCard</name>
    <message>
        <source>%1 requests over %2; times from “%3”.</source>
        <translation>%1 个请求，历时 %2；时间取自“%3”。</translation>
    </message>
    <message>
        <source>No prompt lengths: prompts are as the requests say.</source>
        <translation>没有提示词长度：提示词以请求为准。</translation>
    </message>
    <message>
        <source>Prompts have %1 tokens on average (“%2”).</source>
        <translation>提示词平均 %1 个 Token（“%2”）。</translation>
    </message>
    <message>
        <source>No answer lengths: answers are as the requests allow.</source>
        <translation>没有回答长度：回答以请求为准。</translation>
    </message>
    <message>
        <source>Answers have %1 tokens on average (“%2”).</source>
        <translation>回答平均 %1 个 Token（“%2”）。</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose the trace file</source>
        <translation>选择轨迹文件</translation>
    </message>
    <message>
        <source>Change the trace file</source>
        <translation>更改轨迹文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>found by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Change a trace&apos;s column</source>
        <translation>更改轨迹的列</translation>
    </message>
    <message>
        <source>Times from</source>
        <translation>时刻列</translation>
    </message>
    <message>
        <source>Column or member with the time of each arrival.</source>
        <translation>每次到达时刻所在的列或成员。</translation>
    </message>
    <message>
        <source>Prompts from</source>
        <translation>提示词长度列</translation>
    </message>
    <message>
        <source>Column or member with the length of each prompt, in tokens.</source>
        <translation>每条提示词的长度（Token 数）所在的列或成员。</translation>
    </message>
    <message>
        <source>Answers from</source>
        <translation>回答长度列</translation>
    </message>
    <message>
        <source>Column or member with the length of each answer, in tokens.</source>
        <translation>每个回答长度（Token 数）所在的列或成员。</translation>
    </message>
    <message>
        <source>Change the trace&apos;s speed</source>
        <translation>更改轨迹速度</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Times the recorded speed; 2 replays in half the time.</source>
        <translation>相对于记录速度的倍数；2 表示用一半时间回放。</translation>
    </message>
    <message>
        <source>Change the trace&apos;s beginning</source>
        <translation>更改轨迹起点</translation>
    </message>
    <message>
        <source>Begins at</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Recorded time to begin with, since the first row.</source>
        <translation>从记录中的哪个时间开始，自第一行起算。</translation>
    </message>
    <message>
        <source>to its end</source>
        <translation>直到结尾</translation>
    </message>
    <message>
        <source>Change the trace&apos;s length</source>
        <translation>更改轨迹时长</translation>
    </message>
    <message>
        <source>Recorded time</source>
        <translation>记录时长</translation>
    </message>
    <message>
        <source>How much of the recorded time is replayed.</source>
        <translation>回放多长的记录时间。</translation>
    </message>
    <message>
        <source>Reading the trace…</source>
        <translation>正在读取轨迹…</translation>
    </message>
    <message>
        <source>%1 rows without tokens are left out.</source>
        <translation>略去没有 Token 的 %1 行。</translation>
    </message>
    <message>
        <source>JSON lines, a JSON list or CSV of arrival times and lengths, such as the traces of Mooncake, BurstGPT and Azure. Relative paths start at the project&apos;s folder.</source>
        <translation>由到达时间和长度组成的 JSON 行、JSON 列表或 CSV，例如 Mooncake、BurstGPT 和 Azure 的轨迹。相对路径从项目所在文件夹开始。</translation>
    </message>
    <message>
        <source>Traces (*.jsonl *.json *.csv *.gz);;All files (*)</source>
        <translation>轨迹 (*.jsonl *.json *.csv *.gz);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>weir::TrustDialog</name>
    <message>
        <source>Trust it</source>
        <translation>信任</translation>
    </message>
    <message>
        <source>Save the certificate and name it as the target&apos;s CA</source>
        <translation>保存证书，并将其设为目标的 CA</translation>
    </message>
    <message>
        <source>Trust this certificate?</source>
        <translation>信任此证书吗？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Trust nothing (Esc)</source>
        <translation>不信任 (Esc)</translation>
    </message>
    <message>
        <source>The certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Looking at the certificate of %1…</source>
        <translation>正在查看 %1 的证书…</translation>
    </message>
    <message>
        <source>%1 shows this certificate, which vouches for itself:

Subject: %2
Issuer: %3
SHA-256: %4
Valid: %5 to %6

Compare the SHA-256 with that of who runs the service. If it is the same, the certificate goes into %7, and this target trusts it and nothing else.</source>
        <translation>%1 出示了此证书，它由自己签发：

主题：%2
颁发者：%3
SHA-256：%4
有效期：%5 至 %6

请与服务的运维方核对 SHA-256。若一致，证书将存入 %7，此目标只信任它。</translation>
    </message>
</context>
<context>
    <name>weir::UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take back what was just done</source>
        <translation>撤回刚才的操作</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Hide this line</source>
        <translation>隐藏此行</translation>
    </message>
</context>
<context>
    <name>weir::Waterfall</name>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Wait for headers</source>
        <translation>等待响应头</translation>
    </message>
    <message>
        <source>Wait for token</source>
        <translation>等待 Token</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Waterfall of the request</source>
        <translation>请求的瀑布图</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>weir::WelcomePage</name>
    <message>
        <source>Weir</source>
        <translation>Weir</translation>
    </message>
    <message>
        <source>Run the sample</source>
        <translation>运行示例</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a project or a run (Ctrl+O)</source>
        <translation>打开项目或运行 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Load-tests services that stream tokens: time to first token, throughput and errors, live. The sample needs no key and no network.</source>
        <translation>对流式输出 Token 的服务进行负载测试：实时查看首 Token 延迟、吞吐量和错误。示例无需密钥，无需联网。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>8 requests a second for 20 s against the built-in service: no key, no network</source>
        <translation>对内置服务每秒 8 个请求，持续 20 s：无需密钥，无需联网</translation>
    </message>
    <message>
        <source>Start a project from a template (Ctrl+N: the baseline)</source>
        <translation>从模板新建项目（Ctrl+N：基线）</translation>
    </message>
</context>
<context>
    <name>weir::WindowDialogs</name>
    <message>
        <source>Run several times</source>
        <translation>多次运行</translation>
    </message>
    <message>
        <source>Runs, one after the other. Each is saved; the seed goes up by one:</source>
        <translation>依次运行的次数。每次运行都会保存，种子逐次加一：</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>About Weir</source>
        <translation>关于 Weir</translation>
    </message>
    <message>
        <source>&lt;b&gt;Weir %1&lt;/b&gt;&lt;p&gt;Load-tests services that stream tokens.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Built with Qt %2.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Weir %1&lt;/b&gt;&lt;p&gt;对流式输出 Token 的服务进行负载测试。&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later。使用 Qt %2 构建。&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>weir::WindowMenus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a project or a run</source>
        <translation>打开项目或运行</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the project under another name</source>
        <translation>以其他名称保存项目</translation>
    </message>
    <message>
        <source>&amp;Export page…</source>
        <translation>导出页面(&amp;E)…</translation>
    </message>
    <message>
        <source>Write the charts and tables of this page to files</source>
        <translation>将此页的图表和表格写入文件</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Close Weir</source>
        <translation>关闭 Weir</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>Run the scenario</source>
        <translation>运行场景</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Stop gently; a second time: at once</source>
        <translation>平缓停止；再次执行：立即停止</translation>
    </message>
    <message>
        <source>&amp;Try once</source>
        <translation>单次试发(&amp;T)</translation>
    </message>
    <message>
        <source>Send one request and look at every event</source>
        <translation>发送一个请求并查看每个事件</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>欢迎页(&amp;W)</translation>
    </message>
    <message>
        <source>Show the welcome page</source>
        <translation>显示欢迎页</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>Show all shortcuts</source>
        <translation>显示所有快捷键</translation>
    </message>
    <message>
        <source>&amp;About Weir</source>
        <translation>关于 Weir(&amp;A)</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>版本和许可证</translation>
    </message>
    <message>
        <source>&amp;Calibrate…</source>
        <translation>校准(&amp;C)…</translation>
    </message>
    <message>
        <source>Measure how far Weir&apos;s own figures are off at this load</source>
        <translation>测量 Weir 自身的数据在此负载下偏差多大</translation>
    </message>
    <message>
        <source>Run se&amp;veral times…</source>
        <translation>多次运行(&amp;V)…</translation>
    </message>
    <message>
        <source>Run the scenario again and again, then show how far its figures move between the runs</source>
        <translation>重复运行该场景，然后显示各项数据在多次运行之间的波动</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>Theme and language of the window</source>
        <translation>窗口的主题与语言</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>Make requests of a command, a recording or a collection of another program</source>
        <translation>将其他程序的命令、录制或集合转换为请求</translation>
    </message>
</context>
<context>
    <name>weir::WindowsModel</name>
    <message>
        <source>From (s)</source>
        <translation>开始 (s)</translation>
    </message>
    <message>
        <source>To (s)</source>
        <translation>结束 (s)</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>请求/s</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>TTFT p50 (ms)</source>
        <translation>TTFT p50 (ms)</translation>
    </message>
    <message>
        <source>TTFT p99 (ms)</source>
        <translation>TTFT p99 (ms)</translation>
    </message>
    <message>
        <source>Gap p99 (ms)</source>
        <translation>间隔 p99 (ms)</translation>
    </message>
    <message>
        <source>E2E p50 (ms)</source>
        <translation>E2E p50 (ms)</translation>
    </message>
    <message>
        <source>E2E p99 (ms)</source>
        <translation>E2E p99 (ms)</translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation>%1 个用户</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
</context>
</TS>
